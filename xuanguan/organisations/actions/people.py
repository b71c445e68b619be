"""People, whom they belong to, and what they may do."""
import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.accounts.models import User
from xuanguan.audit.actions import record
from xuanguan.organisations.actions import impossible
from xuanguan.organisations.actions.impossible import Impossible
from xuanguan.organisations.enums import MemberRole, Role, UnitKind
from xuanguan.organisations.models import Grant, Membership, Person, System, Unit
from xuanguan.organisations.permissions import check_administer, forget_grants


@transaction.atomic
def add_person(*, name: str, unit: Unit | None, post: str = "", phone: str = "", email: str = "", user: User | None = None, by) -> Person:
    """Name somebody of a unit, with or without an account."""
    if by is not None and unit is not None:
        check_administer(by, unit)
    if not name.strip():
        raise Impossible(_("A person needs a name."))
    if user is not None and Person.objects.filter(user=user).exists():
        raise Impossible(_("The account %(user)s belongs to another person already.") % {"user": user.username})
    person = Person.objects.create(name=name.strip(), unit=unit, post=post, phone=phone, email=email, user=user)
    record("add_person", person, by=by, unit=unit and unit.code)
    return person


@transaction.atomic
def add_membership(*, group: Unit, unit: Unit | None = None, person: Person | None = None, role: str = MemberRole.MEMBER,
                   since: dt.date | None = None, until: dt.date | None = None, by) -> Membership:
    """Make a unit, or a person of it, a member of a leading group for a time. Raises Impossible, NotAllowed."""
    if by is not None:
        check_administer(by, group)
    if group.kind != UnitKind.LEADING_GROUP:
        raise Impossible(_("%(unit)s is no leading group: it has no members. Choose the leading group's own unit.") % {"unit": group})
    if unit is None and person is None:
        raise Impossible(_("Name a member unit or a person."))
    if unit is not None and unit.pk == group.pk:
        raise Impossible(_("%(unit)s cannot be a member of itself.") % {"unit": group})
    if since and until and until <= since:
        raise Impossible(_("A membership ends after it begins."))
    for one in filter(None, (group, unit)):
        if since is not None:
            impossible.check_not_closed(one, since)
    for other in Membership.objects.filter(group=group, unit=unit, person=person, role=role):
        if (other.until is None or since is None or since < other.until) and (until is None or other.since is None or other.since < until):
            raise Impossible(_("%(member)s is a member of %(group)s at that time already.") % {"member": person or unit, "group": group})
    membership = Membership.objects.create(group=group, unit=unit, person=person, role=role, since=since, until=until)
    record("add_membership", group, by=by, unit=unit and unit.code, person=person and person.name, role=role, since=since)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, on: dt.date, by) -> Membership:
    """The day before `on` is its last."""
    if by is not None:
        check_administer(by, membership.group)
    if membership.since and on <= membership.since:
        raise Impossible(_("A membership ends after it begins."))
    membership.until = on
    membership.save(update_fields=["until"])
    record("end_membership", membership.group, by=by, unit=membership.unit and membership.unit.code,
           person=membership.person and membership.person.name, on=on)
    return membership


@transaction.atomic
def grant_role(*, person: User, role: str, unit: Unit, system: System | None = None, since: dt.date | None = None,
               until: dt.date | None = None, by) -> Grant:
    """Let somebody act in `unit` and everything below it; with `system`, only in that line. A role held already gets the new days.

    On an organ it reaches that organ alone: who works for a whole division holds the role on the division.
    """
    if by is not None:
        check_administer(by, unit)
    if role not in Role.values:
        raise Impossible(_("“%(role)s” is no role. Choose one of: %(roles)s.") % {"role": role, "roles": ", ".join(Role.values)})
    if since and until and until <= since:
        raise Impossible(_("A role ends after it begins."))
    grant, _is_new = Grant.objects.update_or_create(person=person, role=role, unit=unit, system=system, defaults={"since": since, "until": until})
    record("grant_role", unit, by=by, person=person.username, role=role, system=system and system.code, since=since, until=until)
    forget_grants(person)
    return grant


@transaction.atomic
def withdraw_role(*, person: User, role: str, unit: Unit, system: System | None = None, by) -> None:
    """From today on the person holds the role no more. The log keeps that they did."""
    if by is not None:
        check_administer(by, unit)
    today = timezone.localdate()
    held = [grant for grant in Grant.objects.filter(person=person, role=role, unit=unit, system=system)
            if grant.until is None or grant.until > today]
    if not held:
        raise Impossible(_("%(person)s does not hold this role for %(unit)s.") % {"person": person, "unit": unit})
    for grant in held:
        if grant.since is not None and grant.since >= today:
            grant.delete()
        else:
            grant.until = today
            grant.save(update_fields=["until"])
    record("withdraw_role", unit, by=by, person=person.username, role=role, system=system and system.code)
    forget_grants(person)
