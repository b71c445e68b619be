"""Loading the demo: Sichuan 2012 from its report, and the hospital group that proves that nothing is wired to Sichuan.

Everything goes through the actions of the rooms, as it would if people had done it; `on` sets the days of 2012.
"""
from collections.abc import Callable

from django.db import transaction

from xuanguan.audit.actions import record
from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import PersonError
from xuanguan.demo import hospital, plans, responsibility, sichuan, written
from xuanguan.demo.accounts import make_loader

Say = Callable[[str], None]


class NotOnlyDemo(PersonError):
    """A reset would delete somebody's real work."""

    def __str__(self) -> str:
        return ("This database holds a campaign that is not the demo's, so it is not reset. "
                "Use another one for the demo: XUANGUAN_VAR=/some/folder make demo")


def is_loaded() -> bool:
    return Campaign.objects.filter(code=sichuan.CODE).exists()


def load(say: Say) -> sichuan.Work:
    """Load both campaigns. Each step is its own transaction; `say` is told what is being done."""
    loader = make_loader()
    say("units: the divisions of Sichuan 1980-2024, as they stood on 25 May 2012")
    with transaction.atomic():
        units = sichuan.load_units()
    say("policies: the Outline 2011-2020 and the hand-hygiene guideline")
    with transaction.atomic():
        versions = sichuan.load_policies(loader)
    say("campaign: five fronts, rosters and expectations")
    with transaction.atomic():
        work = sichuan.start(units, versions["outline-2011-2020"], loader)
    say("who answers for which clause: the demo's matrix, and published documents of the nation and of Sichuan")
    with transaction.atomic():
        responsibility.load(work.campaign, sichuan.facts("responsibility"), loader)
    say("records of the report, the plan register, and filler that is marked as demo data")
    with transaction.atomic():
        work.enter_facts()
    with transaction.atomic():
        work.enter_register()
        work.enter_filler()
    say("plans of units in several states, two instructions of leaders")
    with transaction.atomic():
        plans.load(work.campaign, sichuan.facts("plans"), work.people, loader)
    say("bulletins: read into claims, confirmed where the demo says so")
    work.take_in_bulletins()
    say("a hospital group's hand-hygiene campaign, on the same program")
    with transaction.atomic():
        hospital.load(versions["hand-hygiene"], loader)
    record("load demo", work.campaign, by=loader)
    return work


def write_bulletins(work: sichuan.Work, say: Say) -> None:
    """After the figures are built: bulletins are composed from them. Then one more report comes in, so that a printed number moves."""
    say("bulletins: composed, issued, handed up")
    written.write(work)
    with transaction.atomic():
        work.enter_late()


def check_only_demo() -> None:
    if Campaign.objects.filter(is_demo=False).exists():
        raise NotOnlyDemo


