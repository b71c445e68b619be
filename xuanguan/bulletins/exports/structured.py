"""A bulletin for machines, in the words of schema.org: a report, and a ClaimReview for each number of which more is known than its words.

A claim is what the text says; the review is what the figures say of it: verified, self-reported, only stated.
"""

import json
from typing import Any

from xuanguan.bulletins.exports.official import Official
from xuanguan.quantities import plain
from xuanguan.writing.draft import Bound, Coverage, Draft, Known, Number

# From worst to best, as ratings go; a total that was only stated is not wrong, it is unsupported.
RATINGS = {
    Known.UNBOUND: (1, "not in the records", "无在案记录"), Known.STATED: (2, "stated, not itemised", "汇总数，未逐项列明"),
    Known.SELF_REPORTED: (3, "self-reported", "自报待核实"), Known.ITEMISED: (4, "partly verified", "部分已核实"),
    Known.DERIVED: (4, "worked out of figures", "由在案数计算"), Known.VERIFIED: (5, "verified", "已核实"),
}


def as_jsonld(draft: Draft, official: Official) -> bytes:
    return (json.dumps(linked(draft, official), ensure_ascii=False, indent=1) + "\n").encode()


def linked(draft: Draft, official: Official) -> dict[str, Any]:
    """The graph: the report first, then its claims in the order of the text."""
    issuer = {"@type": "GovernmentOrganization", "name": draft.issuer, **({"identifier": draft.unit} if draft.unit else {})}
    report = {
        "@type": "Report", "@id": "#report", "headline": draft.title, "inLanguage": draft.language, "author": issuer, "publisher": issuer,
        "datePublished": (official.on or draft.as_of).isoformat(), "reportNumber": official.number or None,
        "temporalCoverage": f"{draft.period.first.isoformat()}/{draft.period.last.isoformat()}", "text": draft.text}
    sentences = [(paragraph.text, piece) for paragraph in draft.paragraphs for piece in paragraph.bound]
    claims = [_review(place, text, piece, draft, issuer) for place, (text, piece) in enumerate(sentences, 1)]
    return {"@context": "https://schema.org", "@graph": [{name: value for name, value in report.items() if value is not None}, *claims]}


def _review(place: int, text: str, piece: Bound, draft: Draft, issuer: dict[str, Any]) -> dict[str, Any]:
    rating, english, chinese = RATINGS[piece.known]
    return {
        "@type": "ClaimReview", "@id": f"#claim-{place}", "claimReviewed": _around(text, piece.text), "author": issuer,
        "datePublished": draft.as_of.isoformat(),
        "itemReviewed": {"@type": "Claim", "author": issuer, "appearance": {"@id": "#report"}, "text": piece.text},
        "reviewRating": {
            "@type": "Rating", "ratingValue": rating, "worstRating": 1, "bestRating": 5, "alternateName": english if draft.language == "en" else chinese},
        **({"reviewBody": said} if (said := _value(piece)) else {}),
        **({"isBasedOn": [one.address for one in piece.figures]} if piece.figures else {}),
    }


def _around(text: str, words: str) -> str:
    """The sentence in which the words stand."""
    start = text.find(words)
    begin = max((text.rfind(mark, 0, start) for mark in "。；"), default=-1) + 1
    ends = [place for mark in "。；" if (place := text.find(mark, start + len(words))) >= 0]
    return text[begin:min(ends, default=len(text))].strip()


def _value(piece: Bound) -> str:
    if isinstance(piece, Coverage):
        return f"{piece.reached} / {piece.expected}"
    if isinstance(piece, Number):
        return piece.working or (plain(piece.value) if piece.value is not None else "")
    return str(piece.total)
