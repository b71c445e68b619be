"""The digest: one mail with everything that is open, as plain text and as simple HTML, in the person's language."""
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xuanguan.accounts.models import User
from xuanguan.chinese.script import to_traditional
from xuanguan.common.working_days import is_working_day
from xuanguan.notices.enums import NoticeKind, Rhythm
from xuanguan.notices.models import Notice, Preferences
from xuanguan.notices.wording import address_of, sentence_of

# A longer list is not read in a mail; the rest is counted, and stands behind the link.
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Line:
    sentence: str
    address: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The notices of one kind; `more` are not listed."""

    title: str
    lines: Sequence[Line]
    more: int

    @property
    def count(self) -> int:
        return len(self.lines) + self.more


def digest_mail(person: User, notices: Iterable[Notice]) -> EmailMultiAlternatives:
    """The mail; the notices come in the order of `queries.open_notices`."""
    language = person.language or settings.LANGUAGE_CODE
    with translation.override("en" if language == "en" else "zh-hans"):
        sections = [_section(kind, list(of_kind)) for kind, of_kind in groupby(notices, key=lambda notice: notice.kind)]
        stop = absolute(reverse("notices:stop", args=[stop_token(person)]))
        about = {"person": person, "sections": sections, "notices": absolute(reverse("notices:list")), "today": absolute(reverse("today")), "stop": stop,
                 "settings": absolute(reverse("accounts:settings")), "language": "en" if language == "en" else "zh-Hans"}
        subject = _subject(sections)
        text, html = (str(render_to_string(f"notices/digest.{form}", about)) for form in ("txt", "html"))
    if language == "zh-hant":
        subject, text, html = (to_traditional(part) for part in (subject, text, html.replace('lang="zh-Hans"', 'lang="zh-Hant"')))
    mail = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [person.email], headers={
        "List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Auto-Submitted": "auto-generated"})
    mail.attach_alternative(html, "text/html")
    return mail


def _section(kind: str, notices: list[Notice]) -> Section:
    lines = [Line(sentence_of(one), absolute(address_of(one)), one.mailed_at is None) for one in notices[:SHOWN]]
    return Section(str(NoticeKind(kind).label), lines, len(notices) - len(lines))


def _subject(sections: Sequence[Section]) -> str:
    """The two that matter most, with their numbers: "Xuanguan: Overdue 2, Returned to you 1"."""
    told = _(", ").join(_("%(kind)s %(count)s") % {"kind": section.title, "count": section.count} for section in sections[:2])
    rest = sum(section.count for section in sections[2:])
    if rest:
        told += _("; ") + ngettext("%(count)s more", "%(count)s more", rest) % {"count": rest}
    return _("%(product)s: %(told)s") % {"product": settings.PRODUCT_NAME, "told": told}


def absolute(path: str) -> str:
    """The whole address of a path; "" stays ""."""
    return f"{settings.SITE_ADDRESS}{path}" if path else ""


# When it may be sent


def span_of(preferences: Preferences, now: dt.datetime) -> dt.date | None:
    """The first day of the span whose digest may be sent at this (local) moment; None: not now.

    A weekly digest goes on its day; where that is no working day on the next of the week, else on the last before it.
    """
    today, hour = now.date(), now.time()
    if preferences.digest == Rhythm.OFF or is_quiet(preferences, hour) or not _is_day(preferences, today):
        return None
    if preferences.digest == Rhythm.DAILY:
        return today
    monday = today - dt.timedelta(days=today.weekday())
    week = [monday + dt.timedelta(days=n) for n in range(7)]
    days = [day for day in week if _is_day(preferences, day)]
    chosen = next((day for day in days if day.weekday() >= preferences.weekday), days[-1])
    return monday if today >= chosen else None


def is_quiet(preferences: Preferences, hour: dt.time) -> bool:
    begins, ends = preferences.quiet_from, preferences.quiet_until
    if begins <= ends:
        return begins <= hour < ends
    return hour >= begins or hour < ends


def _is_day(preferences: Preferences, day: dt.date) -> bool:
    return is_working_day(day) or not preferences.working_days_only


# The link at the foot that stops it, without signing in


_signer = Signer(salt="xuanguan.notices.stop")


def stop_token(person: User) -> str:
    return _signer.sign(str(person.pk))


def person_of_token(token: str) -> User | None:
    try:
        return User.objects.filter(pk=int(_signer.unsign(token)), is_active=True).first()
    except (BadSignature, ValueError):
        return None
