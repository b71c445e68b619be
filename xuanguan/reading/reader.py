"""Reads a bulletin: clean, lay out, match, assemble, resolve. One function for the web page, the API and the shell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath

from xuanguan.quantities import Quantity
from xuanguan.reading.arithmetic import doubts
from xuanguan.reading.assembly import Deed, assemble
from xuanguan.reading.claims import Claim, CountOfActors, Measure, Reading, Removed
from xuanguan.reading.cleaning import clean
from xuanguan.reading.confidence import confidence, features
from xuanguan.reading.derivation import derivation
from xuanguan.reading.documents import open_document
from xuanguan.reading.engine import Engine
from xuanguan.reading.grammar import ACTIVITY_RULES
from xuanguan.reading.grammar.actors import subject_of
from xuanguan.reading.grammar.anaphors import is_anaphor, what_it_stands_for
from xuanguan.reading.grammar.heads import heads_unit
from xuanguan.reading.places import PREFECTURES
from xuanguan.reading.resolve import Resolver
from xuanguan.reading.text import Text
from xuanguan.reading.tokens import Page, lay_out
from xuanguan.reading.units import Lexicon


@cache
def engine() -> Engine:
    """The activity rules made ready, once a process."""
    return Engine(ACTIVITY_RULES)


def read(data: bytes | str, *, name: str = "", lexicon: Lexicon | None = None, scope: str | None = None,
         date: str | None = None, issuer: str | None = None) -> Reading:
    """Reads one document: the bytes of a file of any kind that `documents` opens, or a text.

    `name` is the file's name (its stem becomes `doc`). `lexicon` holds the units that names may mean, `scope` the code
    of the unit inside which they are looked for (the issuer's province, say). `date` (ISO) and `issuer` are used where
    the document itself does not say. Raises UnreadableDocument, a sentence in English and Chinese, for bad input.

    >>> reading = read("9月5日，县卫健局在人民广场开展宣传活动，发放手册600余份。", date="2024-09-06")
    >>> [claim.activity for claim in reading.claims]
    ['exhibition_or_street_event', 'materials_distributed']
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    cleaned = clean(open_document(raw, name or "text"))
    reading = _read(
        cleaned.text.string, cleaned.text, doc=PurePath(name).stem if name else "", title=cleaned.title,
        date=cleaned.date or date, source=cleaned.issuer, issuer=issuer, lexicon=lexicon, scope=scope,
    )
    return replace(reading, removed=tuple(Removed(*one) for one in cleaned.removed))


def read_text(text: str, *, doc: str = "", title: str | None = None, date: str | None = None, source: str | None = None,
              issuer: str | None = None, lexicon: Lexicon | None = None, scope: str | None = None) -> Reading:
    """Reads a text that is already clean and Simplified.

    >>> reading = read_text("9月5日，县卫健局在人民广场开展宣传活动，发放手册600余份。", date="2024-09-06")
    >>> [(c.activity, c.actors, c.when, [str(m.quantity) for m in c.measures]) for c in reading.claims]
    [('exhibition_or_street_event', ('县卫健局',), '2024-09-05', []), ('materials_distributed', ('县卫健局',), '2024-09-05', ['≥600份'])]
    """
    return _read(text, None, doc=doc, title=title, date=date, source=source, issuer=issuer, lexicon=lexicon, scope=scope)


def _read(text: str, origin: Text | None, *, doc: str, title: str | None, date: str | None, source: str | None,
          issuer: str | None, lexicon: Lexicon | None, scope: str | None) -> Reading:
    page = lay_out(text, written=date, places=lexicon.places if lexicon is not None else PREFECTURES)
    reporter = issuer or _reporter(page, title, source)
    deeds = assemble(page, engine().events(page), written=date, reporter=reporter, publisher=source if source and not _OUTLET.search(source) else None)
    resolver = lexicon.resolver if lexicon is not None and lexicon.units else None
    if resolver is not None and scope is None and reporter:
        scope = resolver.province_of(reporter, date)
    where = _Where(resolver, scope, date, origin)
    together = Counter(id(deed.sentence) for deed in deeds)
    claims = tuple(_claim(page, deed, together[id(deed.sentence)], number, where) for number, deed in enumerate((d for d in deeds if not d.planned), 1))
    planned = tuple(_claim(page, deed, together[id(deed.sentence)], number, where) for number, deed in enumerate((d for d in deeds if d.planned), 1))
    return Reading(doc, title, date, source, text, claims, planned, doubts=doubts(page, claims))


@dataclass(frozen=True, slots=True)
class _Where:
    """How names are looked up for one document."""

    resolver: Resolver | None
    scope: str | None
    date: str | None
    origin: Text | None  # where each character of the text came from; None if the text is as it came


def _claim(page: Page, deed: Deed, together: int, number: int, where: _Where) -> Claim:
    start, end = deed.start, deed.end
    measures = tuple(
        Measure(n.name, n.found.quantity, page.text[n.found.start : n.found.end], n.found.start, n.found.end,
                start <= n.found.start and n.found.end <= end)
        for n in deed.numbers
    )
    subject = deed.subject
    count = None
    if subject is not None and subject.count is not None:
        count = CountOfActors(Quantity(subject.count.quantity.value, subject.count.quantity.qualifier, subject.count_noun))
    return Claim(
        id=number, quote=page.text[start:end], start=start, end=end, source_span=where.origin.source_span(start, end) if where.origin else (start, end), actors=deed.actors,
        front=deed.front or "public", activity=deed.activity, measures=measures, count_of_actors=count, when=deed.when,
        tense="planned" if deed.planned else "done",
        units=where.resolver.all(deed.actors, scope=where.scope, date=where.date) if where.resolver else (),
        confidence=0.0 if deed.planned else confidence(features(page, deed, together)), why=derivation(page, deed),
    )


_OUTLET = re.compile(r"(?:报|报社|网|电视台|电台|融媒体中心|新闻中心|客户端|周刊)$")
_PART = re.compile(r"(?:处|股|科|室|组|部|班|网点|会议|领导小组|工作专班|骨干)$|^(?:全|各|我)")


def _reporter(page: Page, title: str | None, source: str | None) -> str | None:
    """Who issued the text: the first acting name of the body that is a full name, else the title's, else the source.

    A part of a body (政教处, 各股室) that acts first is no reporter where the source names the whole.
    """
    for atom in page.atoms[:12]:
        subject = subject_of(page, atom)
        if subject is not None and source and subject.names[0] and is_anaphor(subject.names[0]) and what_it_stands_for(subject.names[0], [source]) == source:
            return source  # 省局, before anybody is named: who wrote it
        if subject is not None and subject.kind == "unit" and subject.names[0] and not is_anaphor(subject.names[0]):
            name = subject.names[0]
            if source and source != name and heads_unit(source) and (_PART.search(name) or name in source or name.startswith(source)):
                return source
            return name
    if source and _OUTLET.search(source):
        source = None  # who printed it did not do it
    if title:
        head = lay_out(re.sub(r"[\s:：]", "，", title))
        if head.atoms:
            subject = subject_of(head, head.atoms[0])
            if subject is not None and subject.kind == "unit":
                return subject.names[0]
            words = title[: head.atoms[0].end].strip("，：: \u3000")
            if len(head.atoms) > 1 and heads_unit(words) and not is_anaphor(words):
                return words  # 北湖街道：垃圾分类课堂开讲
    return source
