"""Plain functions that make what a test needs; every argument that matters to the test is named there, the rest is plain."""
import datetime as dt
import itertools
from decimal import Decimal

from xuanguan.accounts.models import User
from xuanguan.activities import actions
from xuanguan.activities.models import Activity
from xuanguan.activities.values import ActivityValues, MeasureValue, ParticipationValue, When
from xuanguan.campaigns.models import ActivityKind, Campaign, Front, KindMeasure
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import Affiliation, Grant, System, Unit, UnitName
from xuanguan.policies.models import Clause, Policy, PolicyVersion

_numbers = itertools.count(1)


def number_units() -> None:
    """Give today's tree its preorder numbers, as organisations.hierarchy does, from `territory` alone."""
    below: dict[int | None, list[Unit]] = {}
    for unit in Unit.objects.order_by("code"):
        below.setdefault(unit.territory_id, []).append(unit)
    count = itertools.count(1)

    def walk(unit: Unit) -> int:
        unit.first = unit.last = next(count)
        for child in below.get(unit.pk, []):
            unit.last = walk(child)
        return unit.last

    for root in below.get(None, []):
        walk(root)
    Unit.objects.bulk_update([unit for units in below.values() for unit in units], ["first", "last"])


def make_system(code: str = "quality", name_zh: str = "质监") -> System:
    return System.objects.get_or_create(code=code, defaults={"name_zh": name_zh})[0]


def make_unit(code: str, name_zh: str = "", *, under: Unit | None = None, kind: str = UnitKind.DIVISION, level: int | None = None,
              system: System | None = None, superior: Unit | None = None, renumber: bool = True) -> Unit:
    """A unit with one official name and one affiliation without a beginning; its place in the tree is numbered at once."""
    level = level if level is not None else (1 if under is None else under.level + (kind == UnitKind.DIVISION))
    unit = Unit.objects.create(code=code, name_zh=name_zh or f"单位{code}", short_zh=name_zh, kind=kind, level=level,
                               territory=under, system=system, superior=superior)
    UnitName.objects.create(unit=unit, name=unit.name_zh)
    Affiliation.objects.create(unit=unit, territory=under, system=system, superior=superior)
    if renumber:
        number_units()
        unit.refresh_from_db()
    return unit


def make_person(username: str = "", *, roles: list[tuple] = ()) -> User:
    """A person with roles: [(role, unit)] or [(role, unit, system)]."""
    username = username or f"person{next(_numbers)}"
    person = User.objects.create_user(username, password="a long enough password", name=username)
    for role, unit, *system in roles:
        Grant.objects.create(person=person, role=role, unit=unit, system=system[0] if system else None)
    return person


def make_policy_version(code: str = "outline", clauses: int = 3) -> PolicyVersion:
    policy = Policy.objects.create(code=code, title_zh="质量发展纲要", title_en="Outline for Quality Development", short_zh="纲要")
    version = PolicyVersion.objects.create(policy=policy, label="1")
    for n in range(1, clauses + 1):
        Clause.objects.create(version=version, code=str(n), order=n, number=f"{n}", heading=f"第{n}条")
    return version


def make_campaign(territory: Unit, *, code: str = "campaign", version: PolicyVersion | None = None, begins: dt.date = dt.date(2012, 2, 6),
                  ends: dt.date | None = dt.date(2012, 12, 31)) -> Campaign:
    """A campaign with two fronts (government, system) and two kinds (lecture: sessions, participants; agreement: a milestone)."""
    campaign = Campaign.objects.create(
        code=code, name_zh="宣贯", name_en="Campaign", version=version or make_policy_version(f"policy-{code}"), lead_unit=territory,
        territory=territory, begins=begins, ends=ends)
    government = Front.objects.create(campaign=campaign, code="government", name_zh="政府", name_en="Government", order=1, reads_as=["government"])
    Front.objects.create(campaign=campaign, code="system", name_zh="系统", name_en="Own system", order=2, reads_as=["internal"])
    lecture = ActivityKind.objects.create(campaign=campaign, code="lecture", name_zh="讲座", name_en="Lecture", order=1, reads_as=["lecture"])
    KindMeasure.objects.create(kind=lecture, code="sessions", name_zh="场次", name_en="Sessions", unit_zh="场", unit_en="sessions", order=1)
    KindMeasure.objects.create(kind=lecture, code="participants", name_zh="参加", name_en="Attendances", unit_zh="人次", unit_en="attendances", order=2)
    ActivityKind.objects.create(campaign=campaign, code="agreement", name_zh="签订协议", name_en="Agreement", order=2, is_milestone=True,
                                usual_front=government, reads_as=["agreement"])
    return campaign


def activity_values(campaign: Campaign, unit: Unit, *, kind: str = "lecture", front: str = "government", when: When | None = None,
                    hosts: list[Unit] = (), taking_part: list[Unit] = (), measures: dict | None = None, **said) -> ActivityValues:
    """A report of `unit`: a lecture on 1 March 2012 with 36 attendances, unless the test says otherwise. Measures: {code: value}."""
    measures = {"sessions": 1, "participants": 36} if measures is None else measures
    units = [ParticipationValue(host) for host in hosts or [unit]] + [ParticipationValue(one, "participant") for one in taking_part]
    return ActivityValues(
        campaign=campaign, kind=campaign.kinds.get(code=kind), front=campaign.fronts.get(code=front), reporting_unit=unit,
        when=when or When.on(dt.date(2012, 3, 1)), participations=tuple(units),
        measures=tuple(MeasureValue(code, Decimal(value)) for code, value in measures.items()), **said)


def make_draft(campaign: Campaign, unit: Unit, *, by: User, **values) -> Activity:
    return actions.save_draft(values=activity_values(campaign, unit, **values), by=by)


def make_report(campaign: Campaign, unit: Unit, *, by: User, on: dt.date = dt.date(2012, 3, 2), **values) -> Activity:
    """A submitted report, self-reported since `on`."""
    return actions.report_activity(values=activity_values(campaign, unit, **values), by=by, on=on)
