"""Taking a bulletin in, and saying afterwards that another unit issued it."""
import datetime as dt
import hashlib
from dataclasses import replace

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.bulletins.enums import BulletinState, ClaimState, IssuerKnown
from xuanguan.bulletins.issuers import Issuer, issuer_told
from xuanguan.bulletins.lexicon import lexicon_for
from xuanguan.bulletins.models import Bulletin, Claim
from xuanguan.bulletins.opinions import second_opinion
from xuanguan.bulletins.permissions import can_take_in, check_decide, check_take_in
from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import NotInThisState, PersonError
from xuanguan.organisations.models import Unit
from xuanguan.reading import Claim as ReadClaim
from xuanguan.reading import Lexicon, Reading, read
from xuanguan.reading.claims import UnitMatch
from xuanguan.reading.documents import Source, UnreadableDocument, open_document


class Unreadable(PersonError):
    """A bulletin that cannot be read: the reader's sentence, in the language of the page."""

    def __init__(self, error: UnreadableDocument):
        self.error = error
        super().__init__(error.code)

    def __str__(self) -> str:
        return self.error.message_en if get_language() == "en" else self.error.message_zh


class AlreadyHere(PersonError):
    """The same file was taken in before."""

    def __init__(self, bulletin: Bulletin):
        self.bulletin = bulletin
        super().__init__(bulletin.pk)

    def __str__(self) -> str:
        return _("This text is already here: “%(title)s” of %(unit)s. Open it in the list; nothing was taken in twice.") % {
            "title": self.bulletin.title, "unit": self.bulletin.unit}


@transaction.atomic
def take_in(*, campaign: Campaign, unit: Unit, data: bytes, name: str, by, title: str = "", published: dt.date | None = None,
            is_demo: bool = False, unit_from_text: bool = False) -> Bulletin:
    """Read a bulletin of `unit` and keep its claims, open. The file as it came is kept beside the text.

    The date is the one given, else the one in the text, else today. `unit_from_text`: the text's own source line or title says
    who issued it where it names one unit for certain that the person acts for; `unit` is for the others.
    Raises Unreadable, AlreadyHere, NotAllowed: sentences.
    """
    if not unit_from_text:
        check_take_in(by, unit)
    sha256 = hashlib.sha256(data).hexdigest()
    if known := Bulletin.objects.filter(campaign=campaign, sha256=sha256).exclude(state=BulletinState.WITHDRAWN).select_related("unit").first():
        raise AlreadyHere(known)
    try:
        source = open_document(data, name)
        issuer = Issuer(unit, IssuerKnown.CHOSEN)
        if unit_from_text and (told := issuer_told(source, campaign, unit, published)) and can_take_in(by, told.unit):
            issuer = told
        check_take_in(by, issuer.unit)
        reading = reading_of(data, name, campaign, issuer.unit, published, published.isoformat() if published else None)
    except UnreadableDocument as error:
        raise Unreadable(error) from error
    bulletin = Bulletin(
        campaign=campaign, unit=issuer.unit, title=(title or reading.title or reading.clean_text[:40]).strip()[:300],
        published=published or (dt.date.fromisoformat(reading.date) if reading.date else timezone.localdate()),
        file=ContentFile(data, name=f"{sha256[:24]}.{extension_of(name)}"), file_name=name.rsplit("/", 1)[-1][-200:], sha256=sha256, by=by, is_demo=is_demo)
    keep_reading(bulletin, source, reading, issuer)
    record("take in", bulletin, by=by, claims=len(reading.claims))
    return bulletin


@transaction.atomic
def change_issuer(*, bulletin: Bulletin, unit: Unit, by) -> Bulletin:
    """Say that another unit issued the bulletin. Undecided as a whole, it is read again: 该局 then means another bureau.

    Where a claim is decided, the text stays as it was read: records that were made keep the unit that reported them.
    Raises NotAllowed (either unit), NotInThisState (taken back), Unreadable: sentences.
    """
    bulletin = Bulletin.objects.select_for_update(of=("self",)).select_related("campaign__territory", "unit").get(pk=bulletin.pk)
    check_decide(by, bulletin)
    check_take_in(by, unit)
    if bulletin.state == BulletinState.WITHDRAWN:
        raise NotInThisState(act="change issuer", state=bulletin.state, label=BulletinState(bulletin.state).label)
    before, bulletin.unit = bulletin.unit, unit
    again = not bulletin.claims.exclude(state=ClaimState.OPEN).exists()
    if again:
        data, name = content_of(bulletin)
        try:
            source = open_document(data, name)
            # The day that the first reading went by: the text's own, else the one given then.
            reading = reading_of(data, name, bulletin.campaign, unit, bulletin.published, bulletin.reading.get("date"))
        except UnreadableDocument as error:
            raise Unreadable(error) from error
        bulletin.claims.all().delete()
        keep_reading(bulletin, source, reading, Issuer(unit, IssuerKnown.CHOSEN))
    else:
        bulletin.reading["issuer"] = Issuer(unit, IssuerKnown.CHOSEN).as_json()
        bulletin.save(update_fields=["unit", "reading"])
    record("change issuer", bulletin, by=by, before=before.code, unit=unit.code, read_again=again)
    return bulletin


def reading_of(data: bytes, name: str, campaign: Campaign, unit: Unit, on: dt.date | None, date: str | None) -> Reading:
    """The reading of a document that `unit` issued. Names are looked for in its own place first, then further and further out:
    市中区 in a bulletin of 乐山 is the one there, and the province's bureau is found all the same."""
    lexicon = lexicon_for(campaign, on)
    near, *further = scopes_of(unit, campaign)
    reading = read(data, name=name, lexicon=lexicon, scope=near, date=date, issuer=unit.name_zh)
    return replace(reading, claims=tuple(replace(claim, units=units_of(claim, lexicon, further, reading.date)) for claim in reading.claims))


def scopes_of(unit: Unit, campaign: Campaign) -> list[str | None]:
    """The codes of the issuer's division and of those above it up to the campaign's; None, last, is everywhere, partners included."""
    scopes: list[str | None] = []
    place = unit if unit.is_division else unit.territory
    while place is not None and place.code not in scopes:
        scopes.append(place.code)
        place = place.territory if place.pk != campaign.territory_id else None
    return [*scopes, None]


def units_of(claim: ReadClaim, lexicon: Lexicon, scopes: list[str | None], date: str | None) -> tuple[UnitMatch, ...]:
    """The units of a claim's actors, those that were not found nearby looked for in `scopes`; in the order of the text."""
    near = {match.written: match for match in claim.units}
    found = (near.get(name) or next(filter(None, (lexicon.resolver.resolve(name, scope=scope, date=date) for scope in scopes)), None) for name in claim.actors)
    return tuple(match for match in found if match is not None)


def keep_reading(bulletin: Bulletin, source: Source, reading: Reading, issuer: Issuer) -> None:
    """The text, what the reader made of it, and its claims, open."""
    bulletin.source_text, bulletin.clean_text = source.raw, reading.clean_text
    bulletin.reading = reading.to_json(explain=True) | {"issuer": issuer.as_json()}
    if opinion := second_opinion(reading, bulletin):
        bulletin.reading["second_opinion"] = opinion
    bulletin.save()
    Claim.objects.bulk_create(
        Claim(bulletin=bulletin, number=claim.id, start=claim.start, end=claim.end, confidence=claim.confidence, data=claim.to_json(explain=True))
        for claim in reading.claims)


def content_of(bulletin: Bulletin) -> tuple[bytes, str]:
    """The file as it came; its text where the file is not kept any more."""
    try:
        with bulletin.file.open() as file:
            return file.read(), bulletin.file_name
    except (ValueError, FileNotFoundError):
        return bulletin.source_text.encode(), "text.txt"


def extension_of(name: str) -> str:
    known = {"txt", "html", "htm", "mhtml", "docx", "pdf", "ofd", "eml"}
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else "txt"
    return extension if extension in known else "bin"
