"""A unit asks for more time with a reason; its superior or the coordinator grants or refuses it."""
import datetime as dt

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xuanguan.audit.actions import record
from xuanguan.campaigns.actions.answering import asked_for
from xuanguan.campaigns.enums import ExtensionState
from xuanguan.campaigns.extension_states import EXTENSION_STATES
from xuanguan.campaigns.models import Expectation, Extension, Fulfilment
from xuanguan.campaigns.permissions import ANSWER, check_answer_extension, check_answer_for
from xuanguan.campaigns.queries import home_of
from xuanguan.common.exceptions import PersonError
from xuanguan.notices.actions import settle, tell
from xuanguan.notices.enums import NoticeKind
from xuanguan.organisations.models import Unit
from xuanguan.organisations.queries import people_nearest


class CannotExtend(PersonError):
    """More time that cannot be asked for or given so; `field` is the form's field the sentence belongs to."""

    def __init__(self, field: str, sentence: str):
        self.field = field
        super().__init__(sentence)


@transaction.atomic
def ask_for_extension(*, expectation: Expectation, unit: Unit, period: str, wanted: dt.date, reason: str, on: dt.date, by) -> Extension:
    """Ask for time until `wanted`, for a reason. Raises CannotExtend, NotAllowed, PersonError where nothing is expected."""
    check_answer_for(by, expectation, unit)
    due = asked_for(expectation, unit, period, on)
    if due.due is None:
        raise CannotExtend("wanted", _("This has no deadline, so there is nothing to extend."))
    if not reason.strip():
        raise CannotExtend("reason", _("Say why more time is needed: the level above decides by it."))
    granted = expectation.extensions.filter(unit=unit, period=period, state=ExtensionState.GRANTED).order_by("until").last()
    until = max(due.due, granted.until) if granted is not None and granted.until is not None else due.due
    if wanted <= until or wanted < on:
        raise CannotExtend("wanted", _("It is due on %(due)s. Ask for a later day, not before today.") % {"due": date_format(until)})
    if expectation.extensions.filter(unit=unit, period=period, state=ExtensionState.ASKED).exists():
        raise CannotExtend("wanted", _("More time was asked for already; the answer has not come yet."))
    if Fulfilment.objects.filter(expectation=expectation, unit=unit, period=period, until=None).exists():
        raise CannotExtend("wanted", _("%(unit)s has done this already, so no more time is needed.") % {"unit": unit})
    extension = Extension.objects.create(expectation=expectation, unit=unit, period=period, wanted=wanted, reason=reason.strip(), asked_on=on, asked_by=by)
    above = unit.superior or home_of(unit).territory or expectation.campaign.lead_unit
    tell(people=people_nearest(above, *ANSWER, without=[by]), kind=NoticeKind.WAITING, key=_key(extension), about=extension, by=by,
         text=gettext_noop("%(unit)s asks for more time for “%(what)s”, until %(day)s: %(reason)s"),
         values={"unit": unit, "what": expectation, "day": wanted, "reason": extension.reason}, link=("campaigns:extensions", expectation.campaign.code))
    record("ask_for_extension", extension, by=by, expectation=expectation.code, unit=unit.code, period=period, wanted=wanted)
    return extension


@transaction.atomic
def grant_extension(*, extension: Extension, until: dt.date, on: dt.date, by, answer: str = "") -> Extension:
    """Give time until a day, which may be earlier than the one wanted."""
    extension = _locked(extension)
    state = EXTENSION_STATES.check("grant", extension.state)
    check_answer_extension(by, extension)
    due = asked_for(extension.expectation, extension.unit, extension.period, max(on, extension.asked_on))
    if due.due is not None and until <= due.due:
        raise CannotExtend("until", _("It is due on %(due)s anyway. Give a later day, or refuse.") % {"due": date_format(due.due)})
    return _answered(extension, state, "grant_extension", until=until, answer=answer, on=on, by=by)


@transaction.atomic
def refuse_extension(*, extension: Extension, answer: str, on: dt.date, by) -> Extension:
    """No more time, and why."""
    extension = _locked(extension)
    state = EXTENSION_STATES.check("refuse", extension.state)
    check_answer_extension(by, extension)
    if not answer.strip():
        raise CannotExtend("answer", _("Say why not, so that the unit knows what to do."))
    return _answered(extension, state, "refuse_extension", until=None, answer=answer, on=on, by=by)


@transaction.atomic
def take_back_extension(*, extension: Extension, by) -> Extension:
    """The unit needs no more time after all."""
    extension = _locked(extension)
    extension.state = EXTENSION_STATES.check("take_back", extension.state)
    check_answer_for(by, extension.expectation, extension.unit)
    extension.save(update_fields=["state"])
    settle(key=_key(extension))
    record("take_back_extension", extension, by=by)
    return extension


def _locked(extension: Extension) -> Extension:
    return Extension.objects.select_for_update(of=("self",)).select_related("expectation__campaign__territory", "unit__territory", "unit__superior").get(pk=extension.pk)


def _answered(extension: Extension, state: str, act: str, *, until: dt.date | None, answer: str, on: dt.date, by) -> Extension:
    extension.state, extension.until, extension.answer, extension.answered_on, extension.answered_by = state, until, answer.strip(), on, by
    extension.save(update_fields=["state", "until", "answer", "answered_on", "answered_by"])
    settle(key=_key(extension))
    granted = state == ExtensionState.GRANTED
    tell(people=[extension.asked_by], kind=NoticeKind.EXTENSION_GRANTED if granted else NoticeKind.EXTENSION_REFUSED, key=f"answered:{_key(extension)}", by=by,
         text=GRANTED if granted else REFUSED, about=extension, link=("campaigns:extensions", extension.expectation.campaign.code),
         values={"unit": extension.unit, "what": extension.expectation, "answer": extension.answer} | ({"day": until} if granted else {}))
    record(act, extension, by=by, expectation=extension.expectation.code, unit=extension.unit.code, period=extension.period, until=until)
    return extension


GRANTED = gettext_noop("%(unit)s has until %(day)s for “%(what)s”. %(answer)s")
REFUSED = gettext_noop("%(unit)s was given no more time for “%(what)s”: %(answer)s")


def _key(extension: Extension) -> str:
    return f"extension:{extension.pk}"
