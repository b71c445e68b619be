"""A province whose lectures are known to the last one, and texts about them."""
import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

from tests.builders import make_person, make_report
from tests.bulletins.places import make_place
from xuanguan.activities.actions import state_total, verify_activity
from xuanguan.activities.values import StatementValues, When
from xuanguan.bulletins.checking import Checked, check_text
from xuanguan.figures.actions import refresh
from xuanguan.organisations.enums import Role
from xuanguan.periods import Window

Q1 = Window(dt.date(2012, 1, 1), dt.date(2012, 3, 31))
Q2 = Window(dt.date(2012, 4, 1), dt.date(2012, 6, 30))


def make_records() -> SimpleNamespace:
    """On the front of the government in the first quarter: Luzhou 2 lectures (36 and 84 attendances), Ziyang 1 (40), and 1 of both
    together (100); the first is verified. One on the front of the system in Luzhou (50), and one there in the second quarter (70)."""
    place = make_place()
    verifier = make_person("verifier", roles=[(Role.VERIFIER, place.province)])
    reporter = make_person("reporter", roles=[(Role.OFFICER, place.province)])

    def lecture(unit, attendances, day, *, on=dt.date(2012, 3, 20), front="government", hosts=(), title=""):
        return make_report(place.campaign, unit, by=reporter, on=on, when=When.on(day), front=front, hosts=list(hosts), title=title,
                           measures={"sessions": 1, "participants": attendances})

    first = lecture(place.luzhou, 36, dt.date(2012, 3, 1), title="质量大讲堂")
    lecture(place.luzhou, 84, dt.date(2012, 3, 5))
    lecture(place.ziyang, 40, dt.date(2012, 3, 6))
    lecture(place.luzhou, 100, dt.date(2012, 3, 8), on=dt.date(2012, 4, 10), hosts=(place.luzhou, place.ziyang))
    lecture(place.luzhou, 50, dt.date(2012, 3, 9), front="system")
    lecture(place.luzhou, 70, dt.date(2012, 4, 9), on=dt.date(2012, 4, 10), front="system")
    verify_activity(activity=first, by=verifier, on=dt.date(2012, 3, 21))
    state_total(values=StatementValues(
        place.campaign, place.province, place.province, place.campaign.fronts.get(code="government"), place.campaign.kinds.get(code="lecture"),
        Decimal(100), dt.date(2012, 2, 6), dt.date(2012, 3, 31), measure="sessions", qualifier="at_least", unit_zh="场"), by=reporter, on=dt.date(2012, 3, 22))
    refresh()
    place.first, place.luzhou_officer = first, make_person("luzhou officer", roles=[(Role.OFFICER, place.luzhou)])
    return place


def of_records(*sentences: str, period: str = "2012年第一季度", heading: str = "一、政府") -> str:
    """A text that says its numbers are those on record, in the form in which this house writes."""
    return f"宣贯工作简报\n{period}，全省在案活动记录5条，其中已核实1条、自报待核实4条。\n{heading}\n" + "".join(sentences) + "\n"


def verdicts(checked: Checked, quote: str) -> list[tuple[str, str]]:
    """(words, verdict) of each part of the claims in whose words `quote` stands."""
    return [(part.text, str(part.verdict)) for one in checked.findings if quote in one.quote for part in one.parts]


def checked_against(place, text: str, *, period: Window | None = Q1, **said) -> Checked:
    return check_text(text, campaign=place.campaign, unit=said.pop("unit", place.province), period=period, **said)
