"""The sentences of a check: what is on record, how it is known, and what to do. They help the writer; they accuse nobody."""
import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xuanguan.figures.answers import Figure
from xuanguan.periods import Window
from xuanguan.quantities import Quantity, plain
from xuanguan.writing.agreeing import Agreement
from xuanguan.writing.sentences import chinese


def known(figure: Figure, value: Quantity | None) -> str:
    """14场 (9 verified, 5 self-reported)."""
    if value is None:
        return _("nothing")
    key = figure.question.measure
    shown = str(Quantity(value.value, value.qualifier, key.word if key else ""))
    if figure.verified and figure.self_reported:
        return _("%(value)s (verified %(verified)s, self-reported %(reported)s)") % {
            "value": shown, "verified": plain(figure.verified), "reported": plain(figure.self_reported)}
    if figure.verified:
        return _("%(value)s, all verified") % {"value": shown}
    return _("%(value)s, all self-reported") % {"value": shown} if figure.self_reported else shown


def of_agreement(found: Agreement, figure: Figure, value: Quantity | None, text: str) -> str:
    """What the number is on record, beside how it is printed."""
    on_record = {"known": known(figure, value), "text": text}
    match found:
        case Agreement.SAME:
            return _("On record: %(known)s.") % on_record
        case Agreement.ROUNDED:
            return _("On record: %(known)s. “%(text)s” is that, rounded.") % on_record
        case Agreement.SURER:
            return _("On record: %(known)s. Nobody knows it more exactly: keep the “more than” or “about”.") % on_record
        case Agreement.BEYOND:
            return _("On record: %(known)s. “%(text)s” is more than that.") % on_record
    return _("On record: %(known)s. “%(text)s” is less than that.") % on_record


def of_attendances(figure: Figure, value: Quantity | None, said: str) -> str:
    key = figure.question.measure
    return _("On record: %(known)s. The records count %(word)s, the text %(said)s: attendances are not persons, for somebody may have come twice.") % {
        "known": known(figure, value), "word": key.word if key else "", "said": said}


def period(window: Window) -> str:
    if get_language() == "en":
        return _("%(first)s to %(last)s") % {"first": day(window.first), "last": day(window.last)}
    return chinese.period(window)


def day(on: dt.date) -> str:
    return date_format(on, "DATE_FORMAT")


def both(sentence: str, then: str) -> str:
    """Two sentences, one behind the other."""
    return _("%(sentence)s %(then)s") % {"sentence": sentence, "then": then}


def joined(names: list[str] | tuple[str, ...]) -> str:
    return _(", ").join(names)
