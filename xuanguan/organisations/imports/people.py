"""Sheets of people and of members of leading groups: read with every error by cell, applied whole or not at all."""
import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.accounts.models import User
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.actions import add_membership, add_person
from xuanguan.organisations.columns import MEMBERSHIP_COLUMNS, PEOPLE_COLUMNS
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.imports.cells import DryRun, Reader, UnitsAtHand, open_sheet, put_in_order, readers
from xuanguan.organisations.models import Membership, Person, Unit
from xuanguan.organisations.permissions import can_administer


@dataclass
class NewPerson:
    reader: Reader
    name: str
    unit: Unit
    post: str
    phone: str
    email: str
    user: User | None


@dataclass
class NewMember:
    reader: Reader
    group: Unit
    unit: Unit | None
    person: Person | None
    role: str
    since: dt.date | None
    until: dt.date | None


def read_people(data: bytes, name: str, *, by=None) -> DryRun[NewPerson]:
    """Whom the sheet would add. A person of the same name and unit is there already. Raises UnreadableSheet."""
    sheet, headings, errors = open_sheet(data, name, PEOPLE_COLUMNS)
    run: DryRun[NewPerson] = DryRun(sheet, errors=errors)
    if errors:
        return run
    units = UnitsAtHand()
    there = set(Person.objects.values_list("name", "unit_id"))
    users = {user.username: user for user in User.objects.select_related("person")}
    seen: dict[tuple[str, int], int] = {}
    for reader in readers(sheet, headings, PEOPLE_COLUMNS, errors):
        person, unit, email, account = reader.text("name"), reader.unit("unit", units), reader.text("email"), reader.text("account")
        user = users.get(account)
        _check_email(reader, email)
        if account and user is None:
            reader.wrong("account", _("Nobody signs in as %(account)s. Add the account first.") % {"account": account[:40]})
        if unit is None or not person:
            continue
        if by is not None and not can_administer(by, unit):
            reader.wrong("unit", _("You do not administer %(unit)s.") % {"unit": unit})
        if (person, unit.pk) in there:
            run.there += 1
        elif (person, unit.pk) in seen:
            reader.wrong("name", _("%(name)s stands in row %(row)s already.") % {"name": person, "row": seen[person, unit.pk]})
        elif user is not None and hasattr(user, "person"):
            reader.wrong("account", _("The account %(user)s belongs to another person already.") % {"user": account})
        else:
            seen[person, unit.pk] = reader.row.number
            run.new.append(NewPerson(reader, person, unit, reader.text("post"), reader.text("phone"), email, user))
    put_in_order(errors)
    return run


@transaction.atomic
def import_people(data: bytes, name: str, *, by=None) -> list[Person]:
    """Add the people of a sheet: all of them, or none. Raises RowErrors with every cell, UnreadableSheet."""
    run = read_people(data, name, by=by)
    run.raise_errors()
    return [add_person(name=row.name, unit=row.unit, post=row.post[:100], phone=row.phone[:40], email=row.email, user=row.user, by=by)
            for row in run.new]


def read_memberships(data: bytes, name: str, *, by=None) -> DryRun[NewMember]:
    """Which memberships the sheet would add; tried out in a transaction that is rolled back. Raises UnreadableSheet."""
    sheet, headings, errors = open_sheet(data, name, MEMBERSHIP_COLUMNS)
    run: DryRun[NewMember] = DryRun(sheet, errors=errors)
    if errors:
        return run
    units = UnitsAtHand()
    people: dict[str, list[Person]] = {}
    for person in Person.objects.select_related("unit"):
        people.setdefault(person.name, []).append(person)
    there = set(Membership.objects.values_list("group_id", "unit_id", "person_id", "role", "since"))
    for reader in readers(sheet, headings, MEMBERSHIP_COLUMNS, errors):
        known = len(errors)
        row = NewMember(reader, reader.unit("group", units), reader.unit("unit", units), None, reader.choice("role"),  # type: ignore[arg-type]  # checked below
                        reader.day("since"), reader.day("until"))
        row.person = _person(reader, people, row.unit)
        if len(errors) > known:
            continue
        if (row.group.pk, row.unit and row.unit.pk, row.person and row.person.pk, row.role, row.since) in there:
            run.there += 1
        else:
            _check_member(row, by)
            run.new.append(row)
    if not errors:
        _try_out(run, by)
    put_in_order(errors)
    return run


@transaction.atomic
def import_memberships(data: bytes, name: str, *, by=None) -> list[Membership]:
    """Add the memberships of a sheet: all of them, or none. Raises RowErrors with every cell, UnreadableSheet."""
    run = read_memberships(data, name, by=by)
    run.raise_errors()
    return [_add(row, by) for row in run.new]


def _check_email(reader: Reader, email: str) -> None:
    try:
        if email:
            validate_email(email)
    except ValidationError:
        reader.wrong("email", _("“%(email)s” is no e-mail address.") % {"email": email[:60]})


def _person(reader: Reader, people: dict[str, list[Person]], unit: Unit | None) -> Person | None:
    name = reader.text("person")
    if not name:
        return None
    found = people.get(name, [])
    of_unit = [person for person in found if unit is not None and person.unit_id == unit.pk]
    if len(of_unit or found) == 1:
        return (of_unit or found)[0]
    reader.wrong("person", _("%(count)s people are called %(name)s. Add the person's unit.") % {"count": len(found), "name": name} if found
                 else _("Nobody called %(name)s is known. Import the people first.") % {"name": name})
    return None


def _check_member(row: NewMember, by) -> None:
    if row.group.kind != UnitKind.LEADING_GROUP:
        row.reader.wrong("group", _("%(unit)s is no leading group.") % {"unit": row.group})
    if by is not None and not can_administer(by, row.group):
        row.reader.wrong("group", _("You do not administer %(unit)s.") % {"unit": row.group})
    if row.unit is None and row.person is None:
        row.reader.wrong("unit", _("Name a member unit or a person."))
    if row.since and row.until and row.until <= row.since:
        row.reader.wrong("until", _("The last day lies before the first."))


def _try_out(run: DryRun[NewMember], by) -> None:
    """What one row contradicts in another shows only when both are written."""
    with transaction.atomic():
        for row in run.new:
            try:
                with transaction.atomic():
                    _add(row, by)
            except PersonError as error:
                row.reader.wrong("group", error.sentence)
        transaction.set_rollback(True)


def _add(row: NewMember, by) -> Membership:
    return add_membership(group=row.group, unit=row.unit, person=row.person, role=row.role, since=row.since, until=row.until, by=by)
