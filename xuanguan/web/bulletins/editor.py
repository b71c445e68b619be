"""What the editor shows: each paragraph cut at its numbers, each number with its figure as it stands; and what a form sent back."""
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from xuanguan.bulletins.models import Draft, Edition
from xuanguan.bulletins.proposing import Proposal, Proposer
from xuanguan.bulletins.standing import Desk, Standing, desk_of, has_turned, moved_to
from xuanguan.common.exceptions import ValidationError
from xuanguan.design.values import Link
from xuanguan.organisations.models import Unit
from xuanguan.web.figures.asking import address as figures_address
from xuanguan.web.figures.asking import figure_address
from xuanguan.web.figures.wording import grouped, number
from xuanguan.writing.draft import Bound, Coverage, Known, Names, Number, Paragraph, Picture, Role, Section
from xuanguan.writing.draft import Draft as Text
from xuanguan.writing.editing import TITLE, Conflict, Typed, Typing
from xuanguan.writing.editions import draft_in
from xuanguan.writing.kept import from_json
from xuanguan.writing.rebinding import needs_a_source

NEW_SECTION_LINES = 6


@dataclass(frozen=True)
class ShownFigure:
    """A figure behind a number."""

    standing: Standing | None

    @property
    def name(self) -> str:
        return self.standing.name if self.standing else _("a figure that cannot be asked any more")

    @property
    def value(self) -> str:
        if self.standing is None:
            return "–"
        value = number(self.standing.value)
        return f"{value} / {self.standing.expected}" if self.standing.expected is not None else value

    @property
    def href(self) -> str:
        """Where it opens: the figure's page, its coverage, or the stated total."""
        one = self.standing
        if one is None:
            return ""
        if one.statement is not None:
            return reverse("activities:statement", args=[one.statement])
        if one.activity is not None:
            return reverse("activities:activity", args=[one.activity])
        if one.expectation:
            return figures_address("figures:coverage", one.question, one.expectation)
        return figure_address(one.question)

    @property
    def parts(self) -> str:
        if self.standing is None or self.standing.statement is not None or not (self.standing.verified or self.standing.self_reported):
            return ""
        return _("verified %(verified)s, self-reported %(self_reported)s") % {
            "verified": grouped(self.standing.verified), "self_reported": grouped(self.standing.self_reported)}


@dataclass(frozen=True)
class ShownNumber:
    """A number of a paragraph. place: which of the paragraph's numbers; moved: its words as the figure stands now.

    turned: it was worked out, and its sentence is no longer true of its figures.
    """

    key: str
    place: int
    piece: Bound
    figures: tuple[ShownFigure, ...]
    moved: str = ""
    turned: bool = False
    proposals: tuple[Proposal, ...] = ()

    @property
    def anchor(self) -> str:
        return f"{self.key}-{self.place}"

    @property
    def text(self) -> str:
        return self.piece.text

    @property
    def state(self) -> str:
        if needs_a_source(self.piece):
            return "loose"
        if not self.piece.is_bound:
            return "explained"
        return "moved" if self.moved else "turned" if self.turned else "bound"

    @property
    def label(self) -> str:
        return {
            "loose": _("typed by hand"), "explained": _("source told"), "moved": _("has moved"), "turned": _("has moved"), "bound": self.known}[self.state]

    @property
    def known(self) -> str:
        return {
            Known.VERIFIED: _("verified"), Known.SELF_REPORTED: _("self-reported"), Known.ITEMISED: _("partly verified"), Known.STATED: _("stated"),
            Known.DERIVED: _("worked out"), Known.UNBOUND: ""}[self.piece.known]

    @property
    def mark(self) -> str:
        """The shape of how it is known; a number that is known in two ways, or was worked out, is told in words."""
        return {Known.VERIFIED: "verified", Known.SELF_REPORTED: "self_reported", Known.STATED: "stated"}.get(
            self.piece.known, "")

    @property
    def source(self) -> str:
        return self.piece.working if isinstance(self.piece, Number) else ""

    @property
    def href(self) -> str:
        return next((one.href for one in self.figures if one.href), "") or f"#number-{self.anchor}"

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(one.address, f"{one.name}: {number(one.value)}") for one in self.proposals]


@dataclass(frozen=True)
class ShownPiece:
    """Words, or a number."""

    text: str
    number: ShownNumber | None = None


@dataclass(frozen=True)
class ShownParagraph:
    """section: the key of its section. conflict: what this person typed that could not be joined."""

    paragraph: Paragraph
    section: str
    pieces: tuple[ShownPiece, ...]
    origin: str = ""
    conflict: Conflict | None = None

    @property
    def key(self) -> str:
        return self.paragraph.key

    @property
    def is_picture(self) -> bool:
        return self.paragraph.role is Role.PICTURE

    @property
    def pictures(self) -> list[Picture]:
        return [one for one in self.paragraph.pieces if isinstance(one, Picture)]

    @property
    def numbers(self) -> list[ShownNumber]:
        return [piece.number for piece in self.pieces if piece.number]

    @property
    def text(self) -> str:
        """What stands in its field: what this person typed where that is not saved."""
        return self.conflict.mine if self.conflict else self.paragraph.text

    @property
    def rows(self) -> int:
        return max(2, min(12, len(self.text) // 40 + 1))


@dataclass(frozen=True)
class ShownSection:
    section: Section
    paragraphs: tuple[ShownParagraph, ...]


@dataclass
class Page:
    """The draft as the editor shows it, for one person."""

    draft: Draft
    person: object
    conflicts: tuple[Conflict, ...] = ()
    proposes: bool = True
    desk: Desk = field(init=False)

    def __post_init__(self):
        self.desk = desk_of(self.draft, self.person)

    @cached_property
    def text(self) -> Text:
        return from_json(self.draft.document)

    @cached_property
    def sections(self) -> list[ShownSection]:
        return [ShownSection(one, tuple(self.paragraph(paragraph, one) for paragraph in one.paragraphs)) for one in self.text.sections]

    @property
    def paragraphs(self) -> Iterator[ShownParagraph]:
        for section in self.sections:
            yield from section.paragraphs

    @cached_property
    def numbers(self) -> list[ShownNumber]:
        return [one for paragraph in self.paragraphs for one in paragraph.numbers]

    @property
    def loose(self) -> list[ShownNumber]:
        return [one for one in self.numbers if one.state == "loose"]

    @property
    def moved(self) -> list[ShownNumber]:
        return [one for one in self.numbers if one.state in ("moved", "turned")]

    @property
    def settled(self) -> list[ShownNumber]:
        return [one for one in self.numbers if one.state in ("bound", "explained")]

    def one(self, key: str) -> ShownParagraph | None:
        """Only this paragraph, without asking for the figures of the others."""
        return next((self.paragraph(one, section) for section in self.text.sections for one in section.paragraphs if one.key == key), None)

    def paragraph(self, paragraph: Paragraph, section: Section) -> ShownParagraph:
        numbers = iter(enumerate(paragraph.bound))
        pieces = tuple(
            ShownPiece(piece.text, self.number(paragraph, section, *next(numbers)) if isinstance(piece, Number | Coverage | Names) else None)
            for piece in paragraph.pieces)
        return ShownParagraph(
            paragraph, section.key, pieces, self.origins.get(paragraph.origin, paragraph.origin), next((one for one in self.conflicts if one.key == paragraph.key), None))

    def number(self, paragraph: Paragraph, section: Section, place: int, piece: Bound) -> ShownNumber:
        moved = moved_to(piece, self.desk, self.text.language) if piece.is_bound else None
        proposals = self.proposer.proposals(piece, section) if self.proposes and needs_a_source(piece) else []
        figures = tuple(ShownFigure(self.desk.standing(ref)) for ref in piece.figures)
        return ShownNumber(paragraph.key, place, piece, figures, moved.text if moved else "", has_turned(piece, self.desk), tuple(proposals))

    @cached_property
    def proposer(self) -> Proposer:
        return Proposer(self.draft, self.desk)

    @cached_property
    def origins(self) -> dict[str, str]:
        codes = {one.origin for one in self.text.paragraphs if one.origin}
        return {unit.code: unit.short for unit in Unit.objects.filter(code__in=codes)} if codes else {}


def typing_of(sent: QueryDict, text: Text) -> Typing:
    """What the editor's form sent. Raises ValidationError where it is no form of this page."""
    if "title" not in sent:
        raise ValidationError(_("This is not what the editor sends. Reload the page; what you typed is kept in this browser."))
    headings = tuple(Typed(name.removeprefix("heading-"), sent[name], sent.get(f"was-{name}", "")) for name in sent if name.startswith("heading-"))
    paragraphs = tuple(
        Typed(key, sent[name], sent.get(f"was-{key}", ""), sent.get(f"in-{key}", ""))
        for name in sent if name.startswith("text-") and (key := name.removeprefix("text-")))
    added = tuple((name.removeprefix("add-"), sent[name]) for name in sent if name.startswith("add-") and sent[name].strip())
    begun = ((sent.get("new-heading", ""), sent.get("new-text", "")),)
    return Typing(
        Typed(TITLE, sent["title"], sent.get("was-title", text.title)), headings, paragraphs, added, begun,
        frozenset(sent.getlist("drop")), splits=not sent.get("auto"))


class PrintedPage(Page):
    """An edition for a reader: as printed, each number opening its figure as it stands now."""

    def __init__(self, edition: Edition, person):
        self.edition, self.person, self.conflicts, self.proposes = edition, person, (), False
        self.desk = Desk(edition.campaign, person)

    @cached_property
    def text(self) -> Text:
        return draft_in(self.edition.package)


# As they are listed: what prints first.
FORMS_LISTED = (("pdf", "PDF"), ("docx", "Word"), ("html", "HTML"), ("text", "txt"), ("json", "JSON"), ("jsonld", "JSON-LD"))


def files_listed(name: str, pk: int, language: str) -> dict[str, list[Link]]:
    """The files of a draft or an edition (`name`: of its address), and those in Traditional script where it is written in Simplified."""
    links = [Link(label, reverse(f"bulletins:{name}", args=[pk, form])) for form, label in FORMS_LISTED]
    return {"files": links, "traditional": [Link(one.label, f"{one.href}?script=hant") for one in links[:4]] if language == "zh-Hans" else []}
