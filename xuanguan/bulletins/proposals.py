"""What a claim would become: an activity of each unit, one joint activity, a stated total, or a remark.

A claim speaks the reader's closed lists; a campaign says by `reads_as` which of its fronts, kinds and measures take them.
A proposal is what the page shows as a filled-in form; a decision is what the person made of it. Nothing here writes.
"""
import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from xuanguan.activities.enums import Qualifier
from xuanguan.activities.values import MeasureValue, When
from xuanguan.bulletins.enums import Makes
from xuanguan.bulletins.models import Bulletin, Claim
from xuanguan.campaigns.models import ActivityKind, Campaign, Front, KindMeasure
from xuanguan.organisations.models import Unit

# Words for "all of them": such an actor names no unit, so what it did is a total that the issuer states.
COLLECTIVE = re.compile(r"全省|全市|全州|全县|全区|全镇|全系统|各地|各级|各县|各市|各区|各乡镇|系统|多地|部门$|企业$|其他")
# A body with levels of its own kind: 21个市州局 are bureaus of prefectures, 14个市州 are prefectures.
LEVEL_WORDS = ((re.compile(r"市州|市（州）|市\(州\)|地市|州市"), 2), (re.compile(r"县|区"), 3), (re.compile(r"乡|镇|街道"), 4))


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything that is needed to make records of a claim."""

    makes: str
    kind: ActivityKind | None
    front: Front | None
    units: tuple[Unit, ...]
    when: When
    measures: tuple[MeasureValue, ...] = ()
    # For a statement that counts units: 14 of the prefectures.
    count: MeasureValue | None = None
    levels: tuple[int, ...] = ()
    and_others: bool = False
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the claim would become, and what a person has to settle first (`open_points`, codes of `QUESTIONS`)."""

    claim: Claim
    decision: Decision
    words: "CampaignWords"
    written_actors: tuple[str, ...]
    unresolved: tuple[str, ...]
    unplaced: tuple[dict, ...] = field(default=())
    open_points: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether it can be accepted as it stands."""
        return not self.open_points


@dataclass(frozen=True)
class CampaignWords:
    """A campaign's fronts and kinds by the reader's codes, fetched once for all claims of a bulletin."""

    campaign: Campaign
    fronts: Mapping[str, Front]
    kinds: Mapping[str, ActivityKind]
    measures: Mapping[int, list[KindMeasure]]
    all_fronts: tuple[Front, ...]
    all_kinds: tuple[ActivityKind, ...]

    @classmethod
    def of(cls, campaign: Campaign) -> "CampaignWords":
        fronts = tuple(campaign.fronts.all())
        kinds = tuple(campaign.kinds.select_related("usual_front").prefetch_related("measures"))
        return cls(
            campaign, {code: front for front in fronts for code in front.reads_as}, {code: kind for kind in kinds for code in kind.reads_as},
            {kind.pk: list(kind.measures.all()) for kind in kinds}, fronts, kinds)


def propose(claim: Claim, words: CampaignWords, units: Mapping[str, Unit]) -> Proposal:
    """What `claim` would become; what a person has to settle stays empty, so that nobody accepts a guess. `units` are the units behind the codes of all claims, fetched once."""
    bulletin, data = claim.bulletin, claim.data
    kind, front = words.kinds.get(data["activity"]), words.fronts.get(data["front"])
    found = [(match["written"], units[match["code"]]) for match in data["units"] if match["code"] in units]
    resolved = tuple(dict.fromkeys(unit for _written, unit in found))
    written = tuple(data["actors"])
    unresolved = tuple(actor for actor in written if not any(name in actor or actor in name for name, _unit in found))
    placed, unplaced = place_measures(data["measures"], words.measures.get(kind.pk, []) if kind else [], data["quote"])
    makes, count, levels = what_it_makes(data, written, resolved, placed, bulletin)
    organisers = resolved or (() if makes == Makes.STATEMENT else (bulletin.unit,))
    open_points = []
    if kind is None and makes != Makes.REMARK:
        open_points.append("kind")
    if front is None and makes != Makes.REMARK:
        open_points.append("front")
    if unplaced and makes != Makes.REMARK:
        open_points.append("measures")
    if makes in (Makes.ACTIVITIES, Makes.JOINT) and unresolved and not resolved and not is_person(unresolved) and not COLLECTIVE.search("".join(unresolved)):
        open_points.append("units")
    decision = Decision(
        makes=makes, kind=kind, front=front, units=() if "units" in open_points else organisers,
        when=window_of(data.get("when"), bulletin), measures=tuple(placed), count=count, levels=levels,
        and_others=list_is_open(data, resolved) and makes == Makes.ACTIVITIES, title=short_title(data["quote"]),
        note="、".join(unresolved) if unresolved and makes != Makes.STATEMENT else "")
    return Proposal(claim, decision, words, written, unresolved, tuple(unplaced), tuple(open_points))


def what_it_makes(data: dict, written: tuple[str, ...], resolved: tuple[Unit, ...], placed: list[MeasureValue], bulletin: Bulletin):
    """(what, the count of units if it states one, their levels)."""
    count = data.get("count_of_actors")
    if count and count["value"] > len(resolved):
        measure = MeasureValue("", Decimal(str(count["value"])), count["qualifier"], count["unit"], f"{count['value']}个{count['unit']}")
        return Makes.STATEMENT, measure, levels_of(count["unit"])
    if not resolved and COLLECTIVE.search("".join(written)):
        return (Makes.STATEMENT if placed else Makes.REMARK), None, ()
    if len(resolved) > 1 and not count and are_alike(resolved):
        return Makes.ACTIVITIES, None, ()
    return (Makes.JOINT if len(resolved) > 1 else Makes.ACTIVITIES), None, ()


def are_alike(units: tuple[Unit, ...]) -> bool:
    """A list of places (成都、巴中、内江) did it each for itself; a bureau with a school or a ministry did it together."""
    return len({(unit.kind, unit.level) for unit in units}) == 1 and len({unit.territory_id for unit in units if not unit.is_division}) in (0, len(units))


def levels_of(unit_words: str) -> tuple[int, ...]:
    return next(((level,) for pattern, level in LEVEL_WORDS if pattern.search(unit_words)), ())


def is_person(names: tuple[str, ...]) -> bool:
    """Whether these look like names or posts of people: 刘云夏, 甘霖副省长, 其他局领导."""
    posts = re.compile(r"(省长|市长|县长|区长|州长|书记|局长|处长|主任|领导|同志|主席|部长|厅长|司长|院长|校长)$")
    return all(posts.search(name) or (re.fullmatch(r"[\u4e00-\u9fff·]{2,4}", name) and not re.search(r"[局委办会厅省市县区州镇乡村校院站所]$", name)) for name in names)


def list_is_open(data: dict, resolved: tuple[Unit, ...]) -> bool:
    """Whether the text says 等 after the units it names, without a number."""
    return len(resolved) > 0 and data.get("count_of_actors") is None and bool(re.search(r"等(?:市州|市|县区|县|区|地|质监局|局|企业|单位|部门)", data["quote"]))


def place_measures(measures: list[dict], known: list[KindMeasure], quote: str) -> tuple[list[MeasureValue], list[dict]]:
    """The claim's numbers under the measures of the kind, and those that the kind has no place for."""
    placed, unplaced = [], []
    for one in measures:
        fitting = [m for m in known if (m.reads_as or m.code) == one["name"] and (not m.words or one["unit"] in m.words)]
        by_verb = [m for m in fitting if m.verbs and any(verb in quote for verb in m.verbs)]
        plain = [m for m in fitting if not m.verbs]
        measure = next(iter(by_verb or plain or fitting), None)
        if measure is None:
            unplaced.append(one)
            continue
        placed.append(MeasureValue(measure.code, Decimal(str(one["value"])), Qualifier(one["qualifier"]), measure.unit_zh, one["text"]))
    return placed, unplaced


def window_of(when: str | None, bulletin: Bulletin) -> When:
    """When it was, as the reader tells it (ISO day, month, year or a/b); without a word, between the campaign's first day and the bulletin's.

    "To date" without a start is the window from the campaign's first day to the bulletin's date (counting.md, rule 7).
    """
    first, last = bulletin.campaign.begins, bulletin.published
    if not when:
        return When.between(min(first, last), last)
    begin, _slash, end = when.partition("/")
    earliest, latest = first_day(begin), last_day(end or begin)
    if len(begin) == 10 and (not end or len(end) == 10):
        return When.lasting(earliest, latest) if earliest <= latest else When.between(latest, earliest)
    return When.between(min(earliest, latest), min(latest, last) if earliest <= last else latest)


def first_day(iso: str) -> dt.date:
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def last_day(iso: str) -> dt.date:
    parts = [int(part) for part in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return dt.date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def short_title(quote: str) -> str:
    """The quote as a title: whole where it is short, else cut at a mark of punctuation."""
    if len(quote) <= 60:
        return quote
    cut = max(quote.rfind(mark, 0, 60) for mark in "，,；。、")
    return quote[:cut if cut > 20 else 60] + "…"
