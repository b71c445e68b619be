"""What the pages show: the text cut at the claims, each claim with its form, what was removed and what does not add up; a batch."""
import itertools
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from xuanguan.activities.models import Activity
from xuanguan.bulletins.enums import ClaimState, Intake, IssuerKnown
from xuanguan.bulletins.forms import ClaimForm
from xuanguan.bulletins.imports import Outcome
from xuanguan.bulletins.models import Bulletin, Claim
from xuanguan.bulletins.proposals import Proposal
from xuanguan.bulletins.queries import bulletins_seen_by, proposals_of, same_events
from xuanguan.design.values import Link
from xuanguan.reading.confidence import reached

WHY_REMOVED = {
    "navigation": gettext_lazy("navigation"), "injected": gettext_lazy("injected lines"), "mojibake": gettext_lazy("garbled characters"),
    "credits": gettext_lazy("credits"), "duplicate_title": gettext_lazy("title repeated"), "pinyin_mangling": gettext_lazy("pinyin in brackets"),
    "source_line": gettext_lazy("line with source and date"), "caption": gettext_lazy("caption of a picture"), "doubled_punctuation": gettext_lazy("doubled punctuation"),
}
OPEN_POINTS = {
    "kind": gettext_lazy("The campaign has no kind for this: choose one."),
    "front": gettext_lazy("No front of the campaign takes this audience: choose one."),
    "units": gettext_lazy("Who did it was not found among the units: name the unit."),
    "measures": gettext_lazy("A number has no place in this kind: choose its measure or leave it out."),
}
STATE_TONES = {ClaimState.OPEN: "waiting", ClaimState.ACCEPTED: "good", ClaimState.CHANGED: "good", ClaimState.REJECTED: "ended"}


@dataclass(frozen=True)
class Row:
    """One claim on the page."""

    claim: Claim
    proposal: Proposal
    form: ClaimForm
    error: str = ""
    is_open: bool = False

    @property
    def reject_form(self) -> str:
        return f"reject-{self.claim.number}"

    @property
    def change_form(self) -> str:
        return f"change-{self.claim.number}"

    @property
    def tone(self) -> str:
        return STATE_TONES[ClaimState(self.claim.state)]

    @property
    def percent(self) -> int:
        return round(self.claim.confidence * 100)

    @property
    def same(self) -> list[Activity]:
        """Records already here that may tell of the same event."""
        return self.form.same

    @property
    def questions(self) -> list:
        return [OPEN_POINTS[code] for code in self.proposal.open_points]

    @property
    def organisers(self) -> str:
        decided = (self.claim.decided or {}).get("names") if self.claim.state == ClaimState.CHANGED else None
        units = decided or [unit.short for unit in self.proposal.decision.units]
        return _(", ").join(units) or _(", ").join(self.proposal.written_actors)

    @property
    def numbers(self) -> str:
        count = self.claim.data.get("count_of_actors")
        texts = [measure["text"] for measure in self.claim.data["measures"]]
        return _(", ").join([f"{count['value']}{count['unit']}", *texts] if count else texts)

    @property
    def made(self) -> list[tuple[str, str]]:
        """(words, address) of every record that came of the claim."""
        records = [(str(activity), reverse("activities:activity", args=[activity.pk])) for activity in self.claim.activities.all()]
        if self.claim.statement:
            records.append((_("Stated total: %(text)s") % {"text": self.claim.statement}, reverse("activities:statement", args=[self.claim.statement.pk])))
        return records

    @property
    def taught(self) -> str:
        """The name that the correction of this claim taught the lexicon."""
        return (self.claim.decided or {}).get("taught", {}).get("name", "")

    @property
    def opinions(self) -> list[dict]:
        """What the optional second opinion proposes for names that no unit was found for."""
        proposals = self.claim.bulletin.reading.get("second_opinion", {}).get("proposals", [])
        return [one for one in proposals if one["claim"] == self.claim.number]

    @property
    def why(self) -> list[tuple[int, str, str]]:
        """(depth, rule, words) of the derivation, in reading order."""
        return list(unfold(self.claim.data.get("why", [])))


@dataclass(frozen=True, slots=True)
class Threshold:
    """A confidence from which on claims can be accepted together: how many open ones reach it here, and how many of such
    were right when bulletins were read for the first time."""

    at_least: float
    claims: int
    right: int  # of 100
    measured: int
    chosen: bool = False

    @property
    def code(self) -> str:
        return str(self.at_least)

    @property
    def percent(self) -> int:
        return round(self.at_least * 100)

    @classmethod
    def of(cls, rows: list[Row]) -> "list[Threshold]":
        """The thresholds that some open claim reaches, the surest first and chosen; none where nothing can be accepted so."""
        open_rows = [row for row in rows if row.claim.state == ClaimState.OPEN and row.proposal.is_ready]
        found = []
        for one in reversed(reached()):
            count = sum(row.claim.confidence >= one["at_least"] for row in open_rows)
            if count:
                found.append(cls(one["at_least"], count, round(one["right"] * 100), int(one["claims"]), chosen=not found))
        return found


def unfold(steps: list[dict], depth: int = 0):
    for step in steps:
        yield depth, step["rule"], step["words"]
        yield from unfold(step.get("below", []), depth + 1)


def rows_of(bulletin: Bulletin, claims: list[Claim]) -> list[Row]:
    proposals = proposals_of(bulletin, claims)
    same = same_events(proposals)
    return [Row(proposal.claim, proposal, ClaimForm(proposal=proposal, same=same.get(proposal.claim.pk, []))) for proposal in proposals]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text and the claims it belongs to; `front` colours it, `anchor` marks where a claim begins."""

    text: str
    claims: tuple[Claim, ...]
    anchors: tuple[int, ...]

    @property
    def numbers(self) -> str:
        return " ".join(str(claim.number) for claim in self.claims)

    @property
    def state(self) -> str:
        states = {claim.state for claim in self.claims}
        return "open" if ClaimState.OPEN in states else "rejected" if states == {ClaimState.REJECTED} else "done"


def paragraphs_of(bulletin: Bulletin, claims: list[Claim]) -> list[list[Piece]]:
    """The text in paragraphs, each cut where a claim begins or ends, so that claims which share words can both be shown."""
    text = bulletin.clean_text
    cuts = sorted({0, len(text), *(place for claim in claims for place in (claim.start, claim.end))})
    paragraphs: list[list[Piece]] = [[]]
    for start, end in itertools.pairwise(cuts):
        inside = tuple(claim for claim in claims if claim.start <= start and end <= claim.end)
        anchors = tuple(claim.number for claim in claims if claim.start == start)
        lines = text[start:end].split("\n")
        for place, line in enumerate(lines):
            if place:
                paragraphs.append([])
            if line:
                paragraphs[-1].append(Piece(line, inside, anchors if place == 0 else ()))
    return [paragraph for paragraph in paragraphs if paragraph]


def removed_of(bulletin: Bulletin) -> list[tuple[str, str]]:
    """(why, the words) of everything that was removed from the text as it came, without empty stretches."""
    found = []
    for one in bulletin.reading.get("removed", []):
        words = " ".join(bulletin.source_text[one["start"]:one["end"]].split())
        if words:
            found.append((WHY_REMOVED.get(one["why"], one["why"]), words[:300]))
    return found


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """Something that does not add up: the working in the language of the page, and the claims it is about as (number, address)."""

    words: str
    claims: tuple[tuple[int, str], ...]


def doubts_of(bulletin: Bulletin, claims: list[Claim], shown: set[int]) -> list[DoubtLine]:
    """Each with its claims: those that the reader names, else those that share words with it. `shown`: numbers on this page."""
    field = "working" if get_language() == "en" else "working_zh"
    whole = reverse("bulletins:bulletin", args=[bulletin.pk])
    found = []
    for doubt in bulletin.reading.get("does_not_add_up", []):
        spans = doubt.get("spans", [])
        numbers = doubt.get("claims") or [claim.number for claim in claims if any(claim.start < end and start < claim.end for start, end in spans)]
        found.append(DoubtLine(doubt[field], tuple((number, f"{'' if number in shown else whole}#claim-{number}") for number in numbers)))
    return found


@dataclass(frozen=True, slots=True)
class View:
    """How the claims are listed: in the order of the text or the least sure first, all or only the open ones."""

    unsure_first: bool = False
    open_only: bool = False

    @classmethod
    def asked(cls, query: QueryDict) -> "View":
        return cls(query.get("order") == "unsure", query.get("show") == "open")

    @property
    def query(self) -> str:
        """The query string of this view, empty for the usual one; it goes with every decision, so that one comes back to it."""
        parts = [*(["order=unsure"] if self.unsure_first else []), *(["show=open"] if self.open_only else [])]
        return "?" + "&".join(parts) if parts else ""

    def rows(self, rows: list[Row]) -> list[Row]:
        kept = [row for row in rows if row.claim.state == ClaimState.OPEN] if self.open_only else rows
        return sorted(kept, key=lambda row: (row.claim.confidence, row.claim.start)) if self.unsure_first else kept

    def links(self, bulletin: Bulletin) -> tuple[list[Link], list[Link]]:
        """(the two orders, the two choices), each a link that keeps the other."""
        def link(label, view: View, count: int | None = None) -> Link:
            return Link(label, reverse("bulletins:bulletin", args=[bulletin.pk]) + view.query, current=view == self, count=count)

        orders = [link(_("In the order of the text"), View(False, self.open_only)), link(_("Least sure first"), View(True, self.open_only))]
        choices = [link(_("All claims"), View(self.unsure_first, False)), link(_("Open only"), View(self.unsure_first, True))]
        return orders, choices


def issuer_known(bulletin: Bulletin) -> str:
    """How it is known who issued the bulletin, with the words that say so; empty for what a person chose."""
    issuer = bulletin.reading.get("issuer", {})
    if issuer.get("known") not in (IssuerKnown.SOURCE, IssuerKnown.TITLE):
        return ""
    return _("%(how)s: “%(words)s”") % {"how": IssuerKnown(issuer["known"]).label, "words": issuer["written"]}


@dataclass(frozen=True, slots=True)
class Arrival:
    """One document of a batch on the page that says what became of it."""

    name: str
    state: Intake
    claims: int
    sentence: str
    bulletin: Bulletin | None
    issuer_known: str


def arrivals_of(outcomes: list[Outcome], person) -> list[Arrival]:
    """A bulletin that the person may not see (somebody else took it in) is only said to be here."""
    seen = set(bulletins_seen_by(person).filter(pk__in=[one.bulletin.pk for one in outcomes if one.bulletin]).values_list("pk", flat=True))
    found = []
    for one in outcomes:
        bulletin = one.bulletin if one.bulletin and one.bulletin.pk in seen else None
        found.append(Arrival(one.name, one.state, one.claims, one.sentence, bulletin, issuer_known(bulletin) if bulletin else ""))
    return found
