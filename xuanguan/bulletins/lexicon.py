"""The names that the reader may meet in a bulletin of a campaign: the units of its territory, as they were called on a day."""
import datetime as dt
from functools import lru_cache

from django.db.models import Count, Max

from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.lexicon import lexicon_rows
from xuanguan.organisations.models import Unit
from xuanguan.organisations.models import UnitName as StoredName
from xuanguan.reading.lexicon import UnitName
from xuanguan.reading.units import Lexicon


def lexicon_for(campaign: Campaign, on: dt.date | None) -> Lexicon:
    """Every name of every unit in the campaign's territory in force on `on` (the campaign's last day where None).

    Kept in memory until a unit or a name is added or removed: building it for a province takes some tenths of a second.
    """
    state = tuple(StoredName.objects.aggregate(Count("pk"), Max("pk")).values())
    return _lexicon(campaign.territory_id, on or campaign.ends, state)


@lru_cache(maxsize=16)
def _lexicon(territory: int, on: dt.date | None, state: tuple) -> Lexicon:
    units = []
    for row in lexicon_rows(on, Unit.objects.get(pk=territory)):
        plain = {"code": row.code, "level": row.level, "parent_code": row.parent_code, "kind": row.kind}
        units.append(UnitName(name=row.name, short=row.short, since=row.since, until=row.until, **plain))
        units += [UnitName(name=alias, **plain) for alias in row.aliases]
    return Lexicon(units=units)
