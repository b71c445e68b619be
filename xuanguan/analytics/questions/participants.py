# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""Who did it and who took part, by kind of unit and by role: bureaus, enterprises, schools; hosts, speakers, partners.

Rule 1: an activity counts once in each row that has a unit of it, so rows share activities and are never added up. Of those that
took part only their own shares add; what units organised carries whole measures, which are asked of activities, not of units.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from xuanguan.analytics.questions.asking import Asked, where
from xuanguan.analytics.store.protocol import Reader
from xuanguan.analytics.values import Count, Sum, parts_from

# The unit's kind beside each row of a star, without a name that the star has too.
_NAMED = "JOIN (SELECT number, sort FROM unit) AS named ON named.number = unit"


@dataclass(frozen=True, slots=True)
class Participants:
    """Units of a kind in a role; role None: they organised. units: how many different ones. shares: what of the measures was theirs."""

    kind: str
    role: str | None
    activities: Count
    units: int
    shares: tuple[Sum, ...] = ()


def participants(reader: Reader, asked: Asked) -> tuple[Participants, ...]:
    """Sorted by kind and role. Asked by roles it is of those that took part, else of those that organised."""
    star, role = ("part", "role") if asked.roles else ("activity", "0")
    conditions = " AND ".join(where(reader, asked, star=star))
    t = asked.as_of_code
    rows = reader.rows(f"""
        SELECT sort, {role} AS in_role, count(DISTINCT CASE WHEN verified <= {t} THEN activity END),
               count(DISTINCT CASE WHEN verified > {t} THEN activity END), count(DISTINCT unit)
        FROM {star} {_NAMED} WHERE {conditions} GROUP BY sort, in_role
    """)
    shares = _shares(reader, asked) if asked.roles else {}
    found = [
        # Some engines say NULL where a condition leaves nothing to count.
        Participants(sort, reader.measure_key(number).word if number else None, Count(int(verified or 0), int(reported or 0)), int(units),
                     tuple(shares.get((sort, number), ())))
        for sort, number, verified, reported, units in rows]
    return tuple(sorted(found, key=lambda one: (one.kind, one.role or "")))


def _shares(reader: Reader, asked: Asked) -> dict[tuple[str, int], list[Sum]]:
    rows = reader.rows(f"""
        SELECT sort, role, measure, CASE WHEN verified <= {asked.as_of_code} THEN 1 ELSE 0 END AS is_verified, qualifier, sum(value)
        FROM share {_NAMED} WHERE {' AND '.join(where(reader, asked, star='share'))}
        GROUP BY sort, role, measure, is_verified, qualifier
    """)
    parts: dict[tuple[str, int], dict[int, dict[int, dict[int, Decimal]]]] = defaultdict(lambda: defaultdict(lambda: {0: {}, 1: {}}))
    for sort, role, measure, is_verified, qualifier, value in rows:
        parts[sort, role][measure][is_verified][qualifier] = value
    return {
        key: sorted((Sum(reader.measure_key(number), parts_from(one[1]), parts_from(one[0])) for number, one in measures.items()),
                    key=lambda one: (one.measure.name, one.measure.word))
        for key, measures in parts.items()}
