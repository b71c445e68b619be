"""Coverage by level: of each expectation how many of how many, with both lists a click away."""
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from xuanguan.campaigns import queries
from xuanguan.campaigns.enums import DutyState
from xuanguan.campaigns.queries import Counts, Slice
from xuanguan.web.campaigns.views.coverage.asking import Asked


@dataclass
class CoverageLine:
    """One expectation in one period."""

    slice: Slice
    counts: Counts
    address: str

    @property
    def verified(self) -> int:
        return self.counts.states.get(DutyState.VERIFIED, 0)

    @property
    def reported(self) -> int:
        return self.counts.states.get(DutyState.REPORTED, 0)

    @property
    def nothing(self) -> int:
        return self.counts.states.get(DutyState.NOTHING, 0)

    @property
    def self_reported(self) -> int:
        """For the bar: "nothing to report" is a report nobody has looked at."""
        return self.reported + self.nothing

    @property
    def extended(self) -> int:
        return self.counts.states.get(DutyState.EXTENDED, 0)

    @property
    def not_yet(self) -> int:
        return self.counts.states.get(DutyState.OPEN, 0) + self.counts.states.get(DutyState.AHEAD, 0)


@dataclass
class LevelLines:
    """The expectations of one level, and what they make together: reports received of reports expected (counting.md, rule 5)."""

    name: str
    lines: list[CoverageLine] = field(default_factory=list)

    @property
    def received(self) -> int:
        return sum(line.counts.received for line in self.lines)

    @property
    def expected(self) -> int:
        return sum(line.counts.expected for line in self.lines)

    @property
    def missing(self) -> int:
        return sum(line.counts.missing for line in self.lines)

    @property
    def late(self) -> int:
        return sum(line.counts.late for line in self.lines)


def lines_of(asked: Asked) -> list[CoverageLine]:
    counts = asked.standing.counts()
    return [CoverageLine(one, counts[one.key], reverse("campaigns:expectation", args=[asked.campaign.code, one.expectation.code])
                         + asked.query(expectation="", level="", period=one.due.period)) for one in asked.slices]


@require_safe
def by_level(request: HttpRequest, campaign: str) -> HttpResponse:
    asked = Asked.of(request, campaign)
    levels: dict[int | None, LevelLines] = {}
    for line in lines_of(asked):
        level = line.slice.expectation.roster.level
        levels.setdefault(level, LevelLines(queries.level_name(asked.campaign, level))).lines.append(line)
    return render(request, "campaigns/coverage/levels.html", asked.context("coverage") | {
        "by_level": [levels[level] for level in sorted(levels, key=lambda level: 99 if level is None else level)],
        "unknown_years": sorted({year for one in asked.slices for year in one.due.unknown}),
    })
