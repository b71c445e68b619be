"""What a person typed into a draft, joined with what others saved meanwhile, paragraph by paragraph. Nothing is lost."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from xuanguan.writing.draft import Bound, Draft, Paragraph, Role, Section
from xuanguan.writing.merging import merged
from xuanguan.writing.rebinding import rebound

TITLE = "title"


@dataclass(frozen=True, slots=True)
class Typed:
    """One field as it was when the person began (`was`), and as it is now. section: where a paragraph stands."""

    key: str
    text: str
    was: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Typing:
    """All that a person sent. added: (section key, text) of new paragraphs; begun: (heading, text) of new sections.

    dropped: keys of paragraphs taken out that have no text of their own (pictures).
    splits: whether a line break ends a paragraph. While somebody is still writing it does not, or the halves would be sent twice.
    """

    title: Typed
    headings: tuple[Typed, ...] = ()
    paragraphs: tuple[Typed, ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    begun: tuple[tuple[str, str], ...] = ()
    dropped: frozenset[str] = frozenset()
    splits: bool = True


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both changed the same words: `theirs` stands in the draft, `mine` is shown beside it."""

    key: str
    mine: str
    theirs: str
    was: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The draft with what could be joined, and what could not."""

    draft: Draft
    conflicts: tuple[Conflict, ...]


def keyed(draft: Draft) -> Draft:
    """The draft with a key for every section and paragraph that has none; keys that are there stay."""
    names = _names(draft)
    return draft.but(sections=tuple(
        replace(section, key=section.key or next(names), paragraphs=tuple(replace(one, key=one.key or next(names)) for one in section.paragraphs))
        for section in draft.sections))


def joined(current: Draft, typing: Typing) -> Joined:
    """`current` is the draft as saved, with keys. What only this person changed is taken; what only others changed stays."""
    return _Joining(current, typing).whole()


def typed_into(draft: Draft, texts: dict[str, str] | None = None, *, title: str | None = None, **more) -> Typing:
    """What a person sends who changed these texts (by key) of the draft as it stands, and nothing else."""
    texts = texts or {}
    return Typing(
        Typed(TITLE, draft.title if title is None else title, draft.title),
        tuple(Typed(one.key, texts.get(one.key, one.heading), one.heading) for one in draft.sections),
        tuple(Typed(one.key, texts.get(one.key, one.text), one.text, section.key)
              for section in draft.sections for one in section.paragraphs if one.role is not Role.PICTURE), **more)


def paragraph_of(draft: Draft, key: str) -> Paragraph | None:
    return next((one for one in draft.paragraphs if one.key == key), None)


def with_paragraph(draft: Draft, paragraph: Paragraph) -> Draft:
    """The draft with the paragraph of this key replaced."""
    return draft.but(sections=tuple(
        replace(section, paragraphs=tuple(paragraph if one.key == paragraph.key else one for one in section.paragraphs)) for section in draft.sections))


def with_added(draft: Draft, section: str, paragraphs: Iterable[Paragraph]) -> Draft:
    """The draft with paragraphs at the end of a section, of the last one where there is none of this key; keys are given."""
    known = section if any(one.key == section for one in draft.sections) else draft.sections[-1].key if draft.sections else ""
    added = tuple(replace(one, key="") for one in paragraphs)
    if not draft.sections:
        return keyed(draft.but(sections=(Section("", "", added),)))
    return keyed(draft.but(sections=tuple(
        replace(one, paragraphs=(*one.paragraphs, *added)) if one.key == known else one for one in draft.sections)))


@dataclass(slots=True)
class _Joining:
    current: Draft
    typing: Typing
    conflicts: list[Conflict] = field(default_factory=list)
    names: Iterator[str] = field(init=False)
    moved: list[Bound] = field(init=False)

    def __post_init__(self) -> None:
        self.names = _names(self.current)
        self.moved = list(self._that_left())

    def whole(self) -> Joined:
        headings = {one.key: one for one in self.typing.headings}
        typed_now = {one.key: one for one in self.typing.paragraphs}
        sections = []
        for section in self.current.sections:
            paragraphs = [new for one in section.paragraphs for new in self._paragraph(one, typed_now.get(one.key))]
            paragraphs += [new for one in self._brought_back(section.key) for new in self._new(one.text)]
            paragraphs += [new for where, text in self.typing.added if where == section.key for new in self._new(text)]
            heading = self._text(headings[section.key], section.heading) if section.key in headings else section.heading
            if heading or paragraphs:
                sections.append(replace(section, heading=heading, paragraphs=tuple(paragraphs)))
        begun = [(heading.strip(), text) for heading, text in self.typing.begun if heading.strip() or text.strip()]
        sections += [Section(heading, "", tuple(self._new(text)), next(self.names)) for heading, text in begun]
        title = self._text(self.typing.title, self.current.title)
        return Joined(self.current.but(title=title or self.current.title, sections=tuple(sections)), tuple(self.conflicts))

    def _text(self, mine: Typed, theirs: str) -> str:
        """Plain text of both, theirs where nobody can say; the conflict is noted."""
        text = _even(mine.text)
        both = merged(_even(mine.was), text, theirs)
        if both is None:
            self.conflicts.append(Conflict(mine.key, text, theirs, mine.was))
            return theirs
        return both

    def _paragraph(self, now: Paragraph, mine: Typed | None) -> Iterator[Paragraph]:
        if mine is None or now.role is Role.PICTURE:
            if now.key not in self.typing.dropped:
                yield now
            return
        text, was = _even(mine.text), _even(mine.was)
        if not text and was and now.text != was:
            # One took it out, the other wrote on: what was written stands.
            self.conflicts.append(Conflict(now.key, "", now.text, was))
            yield now
            return
        text = self._text(mine, now.text)
        if text == now.text:
            yield now
            return
        for place, line in enumerate(self._lines(text)):
            if place == 0:
                yield replace(now, pieces=rebound(now.pieces, line, written=self._written, spare=self._spare(now)))
            else:
                carried = [piece for piece in now.bound if piece.text in line]
                yield Paragraph(rebound((), line, written=self._written, spare=[*carried, *self.moved]), now.role, now.why, now.origin, next(self.names))

    def _new(self, text: str) -> Iterator[Paragraph]:
        for line in self._lines(_even(text)):
            yield Paragraph(rebound((), line, written=self._written, spare=self.moved), key=next(self.names))

    def _lines(self, text: str) -> list[str]:
        if not self.typing.splits:
            return [text] if text.strip() else []
        return [line.strip() for line in text.splitlines() if line.strip()]

    def _brought_back(self, section: str) -> list[Typed]:
        """Paragraphs that somebody else took out while this person wrote on in them; of a section that is gone, at the end of the last."""
        here = {one.key for one in self.current.paragraphs}
        sections = [one.key for one in self.current.sections]
        return [
            one for one in self.typing.paragraphs
            if one.key not in here and one.text.strip() and _even(one.text) != _even(one.was)
            and (one.section == section or (one.section not in sections and section == sections[-1]))]

    def _that_left(self) -> Iterator[Bound]:
        """Bound numbers that no longer stand in their paragraph: they may have gone to another."""
        typed_now = {one.key: one for one in self.typing.paragraphs}
        for one in self.current.paragraphs:
            if mine := typed_now.get(one.key):
                yield from (piece for piece in one.bound if piece.is_bound and piece.text not in mine.text)

    def _spare(self, now: Paragraph) -> list[Bound]:
        return [piece for piece in self.moved if piece not in now.bound]

    @property
    def _written(self) -> str:
        return self.current.as_of.isoformat()


def _even(text: str) -> str:
    """As it is compared: line ends of one kind, none at either end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _names(draft: Draft) -> Iterator[str]:
    """Keys that the draft does not use, and never used: a page that somebody still has open may name a paragraph that is gone."""
    used = {*(one.key for one in draft.sections), *(one.key for one in draft.paragraphs)}
    return (key for _ in itertools.count() if (key := f"k{secrets.token_hex(5)}") not in used)
