"""Days in words, as an office writes them: nothing is said twice that both ends share."""
import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def interval(first: dt.date, last: dt.date) -> str:
    """2012年2月6日至5月25日, 4月24日至26日; 6 February to 25 May 2012, 24 to 26 April 2012; one day where both are the same."""
    if first == last:
        return date_format(first)
    return _("%(first)s to %(last)s") % _ends(first, last)


def window(earliest: dt.date, latest: dt.date) -> str:
    """Some day between the two: 2012年2月6日至5月25日之间; between 6 February and 25 May 2012."""
    return _("between %(first)s and %(last)s") % _ends(earliest, latest)


def _ends(first: dt.date, last: dt.date) -> dict[str, str]:
    if first.year != last.year:
        return {"first": date_format(first), "last": date_format(last)}
    if get_language() == "en":
        return {"first": date_format(first, "j" if first.month == last.month else "MONTH_DAY_FORMAT"), "last": date_format(last)}
    return {"first": date_format(first), "last": date_format(last, "j日" if first.month == last.month else "MONTH_DAY_FORMAT")}
