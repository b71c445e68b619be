"""A leading group: opened, its member units set, its contact persons named. Who coordinates a campaign does it, without being administrator."""
import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.organisations.actions.impossible import Impossible
from xuanguan.organisations.actions.units import create_unit
from xuanguan.organisations.enums import MemberRole, UnitKind
from xuanguan.organisations.models import Membership, Person, Unit
from xuanguan.organisations.permissions import check_keep_group, forget_grants


@transaction.atomic
def open_group(*, name: str, territory: Unit, superior: Unit | None, by) -> Unit:
    """A leading group of the territory, in the charge of `superior`. Raises Impossible, NotAllowed."""
    _check_may(by, territory, superior)
    if Unit.objects.filter(kind=UnitKind.LEADING_GROUP, territory=territory, name_zh=name.strip(), is_open=True).exists():
        raise Impossible(_("%(territory)s has a leading group “%(name)s” already. Choose it instead.") % {"territory": territory, "name": name.strip()})
    group = create_unit(code=_free_code(territory), name=name.strip(), kind=UnitKind.LEADING_GROUP, territory=territory, superior=superior, by=None)
    if by is not None:
        forget_grants(by)  # opening a unit numbered the tree anew
    record("open_group", group, by=by, name=name.strip(), territory=territory.code)
    return group


def _free_code(territory: Unit) -> str:
    taken = set(Unit.objects.filter(code__startswith=f"{territory.code}-ldz").values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 2) if (code := f"{territory.code}-ldz{n}") not in taken)


@transaction.atomic
def set_members(*, group: Unit, units: Iterable[Unit], on: dt.date, by) -> None:
    """Make these the group's member units from `on`: new ones enter that day, those left out leave it. Raises Impossible, NotAllowed."""
    _check(group, by)
    wanted = {unit.pk: unit for unit in units}
    if group.pk in wanted:
        raise Impossible(_("%(unit)s cannot be a member of itself.") % {"unit": group})
    held = Membership.objects.filter(Q(until=None) | Q(until__gt=on), group=group, role=MemberRole.MEMBER, person=None).select_related("unit")
    there = {one.unit_id: one for one in held}
    for unit_id, one in there.items():
        if unit_id not in wanted:
            if one.since is not None and one.since >= on:
                one.delete()
            else:
                one.until = on
                one.save(update_fields=["until"])
    entered = [unit for pk, unit in wanted.items() if pk not in there]
    Membership.objects.bulk_create(Membership(group=group, unit=unit, role=MemberRole.MEMBER, since=on) for unit in entered)
    record("set_members", group, by=by, on=on, entered=[unit.code for unit in entered],
           left=[one.unit.code for pk, one in there.items() if one.unit is not None and pk not in wanted])


@transaction.atomic
def add_contact(*, group: Unit, unit: Unit, name: str, post: str = "", phone: str = "", email: str = "", by) -> Membership:
    """Name the contact person of a member unit. They need no account; whoever of the unit bears the name already is that person."""
    _check(group, by)
    name = name.strip()
    if not name:
        raise Impossible(_("A person needs a name."))
    person = Person.objects.filter(unit=unit, name=name).first()
    if person is None:
        person = Person(name=name, unit=unit, post=post, phone=phone, email=email)
        person.full_clean()
        person.save()
    if Membership.objects.filter(group=group, unit=unit, person=person, role=MemberRole.CONTACT, until=None).exists():
        raise Impossible(_("%(person)s is contact person of %(unit)s already.") % {"person": name, "unit": unit})
    contact = Membership.objects.create(group=group, unit=unit, person=person, role=MemberRole.CONTACT)
    record("add_contact", group, by=by, unit=unit.code, person=name)
    return contact


@transaction.atomic
def remove_contact(*, contact: Membership, on: dt.date, by) -> None:
    """The person is contact no more from a day on; who they were stays known."""
    _check(contact.group, by)
    contact.until = on
    contact.save(update_fields=["until"])
    record("remove_contact", contact.group, by=by, unit=contact.unit and contact.unit.code, person=contact.person and contact.person.name, on=on)


def _check(group: Unit, by) -> None:
    _check_may(by, group.territory or group, group.superior)
    if group.kind != UnitKind.LEADING_GROUP:
        raise Impossible(_("%(unit)s is no leading group: it has no members. Choose the leading group's own unit.") % {"unit": group})


def _check_may(by, territory: Unit, superior: Unit | None) -> None:
    if by is None:
        return
    forget_grants(by)  # their units' numbers may be from before the last rebuild
    territory.refresh_from_db()
    if superior is not None:
        superior.refresh_from_db()
    check_keep_group(by, territory, superior)
