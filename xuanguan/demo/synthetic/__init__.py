"""The demo made as large as wanted: a whole province of made-up towns, and as many made-up reports as somebody asks for.

For trying the program at its real size and for the benchmarks. Every unit and record made here is marked as demo data; the same
number from the same start always gives the same records.
"""
from collections.abc import Callable

from django.db import transaction

from xuanguan.accounts.models import User
from xuanguan.activities.models import Activity
from xuanguan.audit.actions import record
from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import PersonError
from xuanguan.demo import sichuan
from xuanguan.demo.synthetic.drawing import Draw, seeded
from xuanguan.demo.synthetic.fulfilments import Rosters
from xuanguan.demo.synthetic.statements import write_statements
from xuanguan.demo.synthetic.towns import TOWNS, make_towns
from xuanguan.demo.synthetic.writing import write
from xuanguan.figures.models import RefreshRun
from xuanguan.organisations.hierarchy import rebuild

# Records in one transaction: the process that enlarges stays below 200 MB.
CHUNK = 5_000

Say = Callable[[str], None]


class NotOnlyDemo(PersonError):
    """Made-up records must not stand among real ones."""

    def __str__(self) -> str:
        return ("This database holds a campaign that is not the demo's, so nothing made up is added to it. "
                "Use another one for the demo: XUANGUAN_VAR=/some/folder xuanguan demo load")


class DemoNotLoaded(PersonError):
    """There is nothing to enlarge."""

    def __str__(self) -> str:
        return "The demo is not in this database yet. Load it first: xuanguan demo load"


def enlarge(activities: int, say: Say, *, province_towns: int = TOWNS) -> int:
    """Bring the campaign of Sichuan to so many activities; returns how many were added (0 if there were as many already).

    The figures are not told one by one: rebuild them afterwards (a refresh would do so as well). Stopped half-way it leaves
    whole chunks, and goes on where it stopped when it is run again. Raises NotOnlyDemo, DemoNotLoaded.
    """
    campaign = _the_campaign()
    by = User.objects.get(username="demo-loader")
    with transaction.atomic():
        towns = make_towns(campaign.territory, seeded("towns"), wanted=province_towns)
        if towns:
            say(f"{towns:,} made-up towns under the counties that have none")
            rebuild()
    campaign.refresh_from_db()
    there = begun_with = Activity.objects.filter(campaign=campaign).count()
    if there >= activities:
        say(f"the campaign has {there:,} activities already: nothing to add")
        return 0
    draw, rosters = Draw(campaign), Rosters(campaign)
    while there < activities:
        number = min(CHUNK, activities - there)
        random = seeded(there)
        with transaction.atomic():
            write([draw.report(random) for _ in range(number)], campaign=campaign, rosters=rosters, by=by, random=random)
            # No lines in the outbox, one for each of so many: without a run that it may build on, a refresh starts afresh.
            RefreshRun.objects.all().delete()
        there += number
        if there % (CHUNK * 4) < CHUNK or there >= activities:
            say(f"{there:,} of {activities:,} activities")
    with transaction.atomic():
        stated = write_statements(draw, seeded("stated", there), number=min(400, (there - begun_with) // 250), by=by)
        RefreshRun.objects.all().delete()
        record("enlarge demo", campaign, by=by, activities=there - begun_with, statements=stated, towns=towns)
    say(f"{stated:,} stated totals")
    return there - begun_with


def _the_campaign() -> Campaign:
    if Campaign.objects.filter(is_demo=False).exists():
        raise NotOnlyDemo
    campaign = Campaign.objects.select_related("territory", "version").filter(code=sichuan.CODE).first()
    if campaign is None:
        raise DemoNotLoaded
    return campaign
