"""A second campaign in another field: a hospital group's hand hygiene, with its own levels, fronts, kinds and a whole policy."""
import datetime as dt

import yaml

from xuanguan.activities.actions import report_activity, return_activity, save_draft, verify_activity
from xuanguan.activities.values import ActivityValues, ParticipationValue
from xuanguan.campaigns.actions import start_campaign
from xuanguan.campaigns.imports import template_of
from xuanguan.campaigns.models import Campaign
from xuanguan.demo.accounts import DATA
from xuanguan.demo.sichuan import DAY, day, measure_value, when_of
from xuanguan.demo.units import make_units, settle
from xuanguan.policies.models import Clause, PolicyVersion

CODE = "hand-hygiene-2026"
HERE = DATA / "hospital-group"


def load(version: PolicyVersion, by) -> Campaign:
    """The group's units, its campaign from the template, and a first month of reports; all of it made up and marked so."""
    rows = yaml.safe_load((HERE / "units.yaml").read_text(encoding="utf-8"))["units"]
    make_units(rows, {}, is_demo=True)
    units = settle(DAY)
    campaign = start_campaign(
        template=template_of("hand-hygiene"), code=CODE, version=version, territory=units["QJ"], lead_unit=units["QJ"], begins=dt.date(2026, 3, 1),
        ends=dt.date(2026, 12, 31), is_demo=True, by=by)
    fronts = {front.code: front for front in campaign.fronts.all()}
    kinds = {kind.code: kind for kind in campaign.kinds.all()}
    clauses = {clause.code: clause for clause in Clause.objects.filter(version=version)}
    reviewer = reviewer_of(units["QJ"])
    for row in yaml.safe_load((HERE / "activities.yaml").read_text(encoding="utf-8"))["activities"]:
        participations = tuple(ParticipationValue(units[one["unit"]], one["role"]) for one in row["units"])
        values = ActivityValues(
            campaign=campaign, kind=kinds[row["kind"]], front=fronts[row["front"]], reporting_unit=participations[0].unit, when=when_of(row),
            participations=participations, measures=tuple(map(measure_value, row.get("measures", ()))), title=row["title_zh"],
            clauses=tuple(clauses[str(code)] for code in row.get("clauses", ())))
        if row["state"] == "draft":
            save_draft(values=values, by=by, is_demo=True)
            continue
        activity = report_activity(values=values, by=by, on=day(row["submitted"]), is_demo=True)
        if row["state"] == "verified":
            verify_activity(activity=activity, by=reviewer, on=day(row["reviewed"]))
        elif row["state"] == "returned":
            return_activity(activity=activity, reason=row["reason_zh"], by=reviewer, on=day(row["reviewed"]))
    return campaign


def reviewer_of(unit):
    """Somebody of the group who verifies; one account more, so that the second campaign can be looked at by its own person."""
    from xuanguan.accounts.models import User
    from xuanguan.demo.accounts import PASSWORD
    from xuanguan.organisations.enums import Role
    from xuanguan.organisations.models import Grant, Person

    person = User.objects.create_user("hospital-coordinator", password=PASSWORD, name="蒋一诺", name_en="Jiang Yinuo", is_demo=True)
    Grant.objects.create(person=person, role=Role.COORDINATOR, unit=unit)
    Person.objects.create(name=person.name, post="感染管理科", unit=unit, user=person)
    return person
