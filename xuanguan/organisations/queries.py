"""Reading organisations. Units are no secret: whoever is signed in may see them all; their records are another matter."""
import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import get_language

from xuanguan.accounts.models import User
from xuanguan.chinese.script import to_simplified
from xuanguan.organisations import hierarchy
from xuanguan.organisations.enums import NameKind, SuccessionKind, UnitKind
from xuanguan.organisations.models import Affiliation, Grant, Membership, Person, Succession, Unit, UnitName
from xuanguan.organisations.pinyin import typed

SHORTEST_PINYIN = 2


def demo_people() -> list[Grant]:
    """The demo accounts with their role and unit, for the sign-in page in demo mode."""
    return list(Grant.objects.filter(person__is_demo=True, person__is_active=True).select_related("person", "unit").order_by("id"))


def home_unit(person) -> Unit | None:
    """The unit a person works in: the one their entry among the people names, else that of their first role."""
    entry = Person.objects.filter(user=person).select_related("unit__territory", "unit__system").first()
    if entry and entry.unit:
        return entry.unit
    grant = Grant.objects.filter(person=person).select_related("unit__territory").order_by("unit__level", "unit__first").first()
    return grant.unit if grant else None


# Which units


def units_at(on: dt.date | None = None, *, under: Unit | None = None, level: int | None = None) -> QuerySet[Unit]:
    """The units open on a day (None: the day of the tree), in the order of the tree; `under` and everything below it then."""
    if on is None:
        units = Unit.objects.filter(is_open=True)
        if under is not None:
            units = units.filter(first__range=(under.first, under.last))
    else:
        ids = hierarchy.subtree_ids(under, on) if under is not None else [row.unit for row in hierarchy.tree_rows(on)]
        units = Unit.objects.filter(pk__in=ids)
    return units.filter(level=level) if level is not None else units


def divisions_at(on: dt.date | None = None, *, under: Unit | None = None, level: int | None = None) -> QuerySet[Unit]:
    """As units_at, only divisions: 21 prefectures and 181 counties of Sichuan on 25 May 2012."""
    return units_at(on, under=under, level=level).filter(kind=UnitKind.DIVISION)


def name_of(unit: Unit, on: dt.date, *, language: str | None = None) -> str:
    """What the unit was called on a day, in the language of the page; its Chinese name where it had none in that language."""
    language = language or ("en" if get_language() == "en" else "zh")
    wanted = [language, "zh"] if language != "zh" else ["zh"]
    names = UnitName.objects.filter(_in_force(on), unit=unit, kind=NameKind.OFFICIAL, language__in=wanted)
    found = {name.language: name.name for name in names.order_by(F("since").asc(nulls_first=True))}
    return next((found[one] for one in wanted if one in found), unit.name_zh)


def _in_force(on: dt.date, prefix: str = "") -> Q:
    since, until = f"{prefix}since", f"{prefix}until"
    return (Q(**{since: None}) | Q(**{f"{since}__lte": on})) & (Q(**{until: None}) | Q(**{f"{until}__gt": on}))


# Search


@dataclass(frozen=True)
class Found:
    """A unit and the name by which it was found: an old one says why a unit of another name is in the list."""

    unit: Unit
    name: UnitName

    @property
    def by_another_name(self) -> str:
        """The name that matched, where it is neither the unit's name of today nor its short one."""
        shown = {self.unit.name_zh, self.unit.short_zh, self.unit.name_en, self.unit.code}
        return "" if self.name.name in shown else self.name.name


def search_units(text: str, *, on: dt.date | None = None, under: Unit | None = None, limit: int = 20, open_only: bool = False) -> list[Found]:
    """Units by any name they ever had, short names, aliases, pinyin or its initials, or a code; the best first.

    Exact before beginning before containing; open before closed; divisions before their organs. `on`: only units open then.
    """
    text = to_simplified(text.strip())[:100]
    if not text:
        return []
    found = _search(text, on=on, under=under, limit=limit, open_only=open_only)
    without_ranks = "".join(letter for letter in text if letter not in "省市州县区")
    if not found and len(without_ranks) >= 2 and without_ranks != text:
        found = _search(without_ranks, on=on, under=under, limit=limit, open_only=open_only)  # 遂宁市质监局 is kept as 遂宁质监局
    return found


def _search(text: str, *, on: dt.date | None, under: Unit | None, limit: int, open_only: bool) -> list[Found]:
    letters = typed(text) if text.isascii() else ""
    exact, begins, contains = Q(name__iexact=text), Q(name__istartswith=text), Q(name__icontains=text)
    if len(letters) >= SHORTEST_PINYIN and not letters.isdigit():
        exact |= Q(pinyin=letters) | Q(initials=letters)
        begins |= Q(pinyin__startswith=letters) | Q(initials__startswith=letters)
    names = UnitName.objects.filter(exact | begins | contains)
    if text.isdigit():
        names = names.filter(Q(kind=NameKind.CODE) | Q(name__iexact=text))
    if on is not None:
        names = names.filter(Q(unit__opened=None) | Q(unit__opened__lte=on), Q(unit__closed=None) | Q(unit__closed__gt=on))
    elif open_only:
        names = names.filter(unit__is_open=True)
    if under is not None:
        names = names.filter(unit__first__range=(under.first, under.last))
    names = names.annotate(
        rank=Case(When(exact, then=0), When(begins, then=1), default=2, output_field=IntegerField()),
        organ=Case(When(unit__kind=UnitKind.DIVISION, then=0), default=1, output_field=IntegerField()),
        stale=Case(When(_in_force(hierarchy.tree_day()), then=0), default=1, output_field=IntegerField()),
        shut=Case(When(unit__is_open=True, then=0), default=1, output_field=IntegerField()),
        length=Length("name"),
    ).order_by("rank", "shut", "organ", "stale", "unit__level", "length", "unit__first", "id")
    found: dict[int, Found] = {}
    # A unit has a handful of names that may all match; 8 each are read so that `limit` units are found.
    for name in names.select_related("unit", "unit__territory", "unit__system")[:limit * 8]:
        found.setdefault(name.unit_id, Found(name.unit, name))
    codes = Unit.objects.filter(code__istartswith=text).select_related("territory", "system") if text[:1].isascii() else Unit.objects.none()
    for unit in _narrowed(codes, on, under, open_only).order_by(Length("code"), "code")[:limit]:
        found.setdefault(unit.pk, Found(unit, UnitName(unit=unit, kind=NameKind.CODE, name=unit.code)))
    return list(found.values())[:limit]


def _narrowed(units: QuerySet[Unit], on: dt.date | None, under: Unit | None, open_only: bool) -> QuerySet[Unit]:
    if on is not None:
        units = units.filter(Q(opened=None) | Q(opened__lte=on), Q(closed=None) | Q(closed__gt=on))
    elif open_only:
        units = units.filter(is_open=True)
    return units if under is None else units.filter(first__range=(under.first, under.last))


def resolve(name_or_code: str, on: dt.date | None = None, scope: Unit | None = None) -> list[Unit]:
    """Every unit that a name or code can mean on a day, inside `scope`, the likeliest first: one is certain, several are a question.

    Only whole names. By code alone if a unit has it; else official before short before other names; divisions before
    organs, upper levels before lower ones. A name that nobody has on that day is tried as a name of another day.
    """
    text = to_simplified(name_or_code.strip())
    if not text:
        return []
    units = _narrowed(Unit.objects.all(), None, scope, open_only=False)
    if exact := list(units.filter(code=text)):
        return exact
    names = UnitName.objects.filter(name=text, unit__in=units) if scope is not None else UnitName.objects.filter(name=text)
    order = Case(*[When(kind=kind, then=Value(n)) for n, kind in enumerate((NameKind.CODE, NameKind.OFFICIAL, NameKind.SHORT))],
                 default=Value(3), output_field=IntegerField())
    organ = Case(When(unit__kind=UnitKind.DIVISION, then=0), default=1, output_field=IntegerField())
    names = names.annotate(order=order, organ=organ).order_by("order", "organ", "unit__level", "unit__first").select_related("unit")
    day = on or hierarchy.tree_day()
    of_the_day = names.filter(_in_force(day), Q(unit__opened=None) | Q(unit__opened__lte=day), Q(unit__closed=None) | Q(unit__closed__gt=day))
    for candidates in (of_the_day, names):
        found = {name.unit_id: name.unit for name in candidates}
        if found:
            return list(found.values())
    return []


# One unit


class Turn(NamedTuple):
    """Something that changed about a unit on a day (None: before what is recorded)."""

    on: dt.date | None
    what: str  # opened, named, renamed, code, moved, closed, became, came_from
    name: str = ""
    unit: Unit | None = None
    kind: str = ""  # of a succession
    stands_for: bool = True


def unit_history(unit: Unit) -> list[Turn]:
    """What is known of a unit's life, oldest first: names, codes, territories, successions, opening and closing."""
    turns = [Turn(unit.opened, "opened")] if unit.opened else []
    turns += _names_in_turn(unit)
    turns += _moves_in_turn(unit)
    successions = Succession.objects.filter(Q(predecessor=unit) | Q(successor=unit)).select_related("predecessor", "successor")
    for change in successions:
        other, what = (change.successor, "became") if change.predecessor_id == unit.pk else (change.predecessor, "came_from")
        if other.pk != unit.pk:
            turns.append(Turn(change.on, what, unit=other, kind=SuccessionKind(change.kind), stands_for=change.stands_for))
    if unit.closed:
        turns.append(Turn(unit.closed, "closed"))
    order = ("opened", "came_from", "named", "renamed", "code", "moved", "became", "closed")
    return sorted(turns, key=lambda turn: (turn.on or dt.date.min, order.index(turn.what)))


def _names_in_turn(unit: Unit) -> list[Turn]:
    turns = []
    names = UnitName.objects.filter(unit=unit, kind__in=(NameKind.OFFICIAL, NameKind.CODE), language__in=("zh", ""))
    for kind, first, later in ((NameKind.OFFICIAL, "named", "renamed"), (NameKind.CODE, "code", "code")):
        spells = [name for name in names.order_by(F("since").asc(nulls_first=True)) if name.kind == kind]
        turns += [Turn(name.since, later if n else first, name=name.name) for n, name in enumerate(spells)]
    return turns


def _moves_in_turn(unit: Unit) -> list[Turn]:
    turns, before = [], None
    for spell in Affiliation.objects.filter(unit=unit).select_related("territory").order_by(F("since").asc(nulls_first=True)):
        if spell.territory_id and spell.territory_id != before:
            turns.append(Turn(spell.since, "moved", unit=spell.territory))
        before = spell.territory_id
    return turns


def names_of(unit: Unit) -> list[UnitName]:
    """All names but codes: official, short, others; each from the oldest."""
    order = Case(*[When(kind=kind, then=Value(n)) for n, kind in enumerate((NameKind.OFFICIAL, NameKind.SHORT))], default=Value(2),
                 output_field=IntegerField())
    return list(UnitName.objects.filter(unit=unit).exclude(kind=NameKind.CODE).alias(order=order)
                .order_by("order", "-language", F("since").asc(nulls_first=True)))


def affiliations_of(unit: Unit) -> list[Affiliation]:
    return list(Affiliation.objects.filter(unit=unit).select_related("territory", "system", "superior").order_by(F("since").asc(nulls_first=True)))


def organs_of(unit: Unit) -> QuerySet[Unit]:
    """The open units of a division that are no divisions: its government, bureaus, schools, …"""
    return Unit.objects.filter(territory=unit, is_open=True).exclude(kind=UnitKind.DIVISION).select_related("system").order_by("kind", "code")


def divisions_of(unit: Unit) -> QuerySet[Unit]:
    """The open divisions directly below."""
    return Unit.objects.filter(territory=unit, is_open=True, kind=UnitKind.DIVISION).order_by("code")


def counts_below(units: Iterable[Unit]) -> dict[int, dict[int, int]]:
    """For each unit, how many open divisions of each level lie below it: {unit: {level: count}}. One query."""
    numbers: dict[int, list[int]] = {}
    rows = Unit.objects.filter(is_open=True, kind=UnitKind.DIVISION, level__isnull=False).order_by("first")
    for first, level in rows.values_list("first", "level"):
        numbers.setdefault(level or 0, []).append(first)
    return {unit.pk: {level: count for level, firsts in sorted(numbers.items())
                      if (count := bisect_right(firsts, unit.last) - bisect_right(firsts, unit.first))} for unit in units}


def level_counts() -> dict[int, int]:
    """How many open divisions there are of each level."""
    rows = Unit.objects.filter(is_open=True, kind=UnitKind.DIVISION, level__isnull=False).order_by("level").values_list("level")
    return dict(rows.annotate(Count("id")))


def organs() -> QuerySet[Unit]:
    """All open units in the tree that are no divisions."""
    return Unit.objects.filter(is_open=True).exclude(kind=UnitKind.DIVISION).filter(Q(territory__isnull=False) | Q(last__gt=F("first"))).order_by("first")


def roots() -> QuerySet[Unit]:
    """Where the trees begin: open units without a territory that hold others."""
    return Unit.objects.filter(is_open=True, territory=None, last__gt=F("first")).order_by("first")


def partners() -> QuerySet[Unit]:
    """Open units outside the tree, without anything below them."""
    return Unit.objects.filter(is_open=True, territory=None, last=F("first")).order_by("first")


def members_of(group: Unit, on: dt.date | None = None) -> list[Membership]:
    """Members of a leading group on a day (None: the day of the tree): leaders, member units, contact persons."""
    order = Case(When(role="leader", then=0), When(role="member", then=1), default=2, output_field=IntegerField())
    return list(Membership.objects.filter(_in_force(on or hierarchy.tree_day()), group=group).select_related("unit", "person", "person__unit")
                .alias(order=order).order_by("order", "id"))


def groups_of(unit: Unit, on: dt.date | None = None) -> list[Membership]:
    """In which leading groups a unit is, on a day."""
    return list(Membership.objects.filter(_in_force(on or hierarchy.tree_day()), unit=unit).select_related("group").order_by("id"))


def people_of(unit: Unit) -> list[Person]:
    return list(Person.objects.filter(unit=unit).select_related("user").order_by("name"))


# Who acts for a unit


def people_nearest(unit: Unit, *roles: str, without: Iterable[User | None] = ()) -> list[User]:
    """Those with one of the roles on the unit, or else on the nearest unit above it that has anybody but `without`. One query."""
    left_out = {one.pk for one in without if one is not None}
    found: list[User] = []
    nearest: int | None = None
    for grant in _grants_over(unit, *roles):
        if nearest is not None and grant.unit_id != nearest:
            break
        if grant.person_id not in left_out:
            nearest = grant.unit_id
            found.append(grant.person)
    return list(dict.fromkeys(found))


def people_at(unit: Unit, *roles: str) -> list[User]:
    """Those with one of the roles on the unit itself, or on the division whose organ it is: who works for a city holds it on the city."""
    at = {unit.pk} if unit.is_division else {unit.pk, unit.territory_id}
    return list(dict.fromkeys(grant.person for grant in _grants_over(unit, *roles) if grant.unit_id in at))


def _grants_over(unit: Unit, *roles: str) -> QuerySet[Grant]:
    """Roles in force today that reach the unit, held by accounts in use, the nearest first."""
    return Grant.objects.filter(
        _in_force(timezone.localdate()), Q(system=None) | Q(system=unit.system_id), role__in=roles, person__is_active=True,
        unit__first__lte=unit.first, unit__last__gte=unit.first).select_related("person").order_by("-unit__first", "unit__last", "pk")


def unit_by_code(code: str) -> Unit | None:
    """By its code of the loading day, else by a code that it had or will have."""
    unit = Unit.objects.select_related("territory", "system", "superior").filter(code=code).first()
    if unit is None and (found := resolve(code)):
        unit = Unit.objects.select_related("territory", "system", "superior").get(pk=found[0].pk)
    return unit
