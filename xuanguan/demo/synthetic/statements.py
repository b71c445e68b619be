"""Stated totals, as prefectures write them: 全市共开展讲座300余场, beside what is on record and never added to it."""
import datetime as dt
from decimal import Decimal
from random import Random

from xuanguan.accounts.models import User
from xuanguan.activities.enums import Qualifier
from xuanguan.activities.models import Statement
from xuanguan.demo.synthetic.drawing import Draw
from xuanguan.organisations.enums import UnitLevel


def write_statements(draw: Draw, random: Random, *, number: int, by: User) -> int:
    """Totals of prefectures and counties about themselves, each of a kind's first measure and a month or the time so far."""
    kinds = [kind for kind in draw.kinds if draw.measures[kind.pk]]
    made = []
    for _ in range(number):
        unit = random.choice(draw.places.units[random.choice((UnitLevel.PREFECTURE, UnitLevel.PREFECTURE, UnitLevel.COUNTY))])
        territory = unit if unit.is_division else draw.places.by_id[unit.territory_id]
        kind = random.choice(kinds)
        measure = draw.measures[kind.pk][0]
        latest = draw.ends - dt.timedelta(days=random.randint(0, 60))
        earliest = draw.begins if random.random() < 0.6 else max(draw.begins, latest - dt.timedelta(days=30))
        value = random.randint(2, 40) * 10
        made.append(Statement(
            campaign=draw.campaign, unit=unit, territory=territory, front=kind.usual_front or draw.fronts[0], kind=kind, measure=measure.code,
            value=Decimal(value), qualifier=Qualifier.AT_LEAST, unit_zh=measure.unit_zh, text=f"共开展{kind.name_zh}{value}余{measure.unit_zh}",
            earliest=earliest, latest=latest, reported_by=by, since=min(draw.ends, latest + dt.timedelta(days=3)), is_demo=True))
    return len(Statement.objects.bulk_create(made))
