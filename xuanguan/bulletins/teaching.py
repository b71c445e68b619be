"""What a correction teaches: the name as a bulletin wrote it is remembered as another name of the unit that was meant.

Only names that mean one unit wherever they are written. 市局, 该局, 县质监局 mean another unit in every bulletin: remembered,
they would be wrong in the next one.
"""
import re

from django.db.models import Q

from xuanguan.bulletins.models import Claim
from xuanguan.bulletins.proposals import COLLECTIVE, Decision, Proposal, is_person
from xuanguan.organisations.actions import add_alias, remove_alias
from xuanguan.organisations.models import Unit, UnitName
from xuanguan.organisations.permissions import can_name

SHORTEST, LONGEST = 3, 40
# Below this the reader only found the place that a name begins with, or one of several units: resolve gives 1.0 and 0.95 to whole names.
DOUBTFUL = 0.9
POINTS_ELSEWHERE = re.compile(
    r"^(?:该|我|本|这|此|其|各|某|每|另|同|上述|有关|相关|其他|其它|部分|多|双方|全体|广大|当地|地方|所有|主管|基层|下属|直属|辖区|上级|"
    r"[\d一二三四五六七八九十两几数百余]+)|等$|[，。；、“”（）()\s\d]")
# Without the name of a place before it, such a body stands in every city: 质监局, 依法治市领导小组办公室, 市消费者协会, 县电视台.
EVERYWHERE = re.compile(
    r"^(?:[省市县区州旗镇乡村]|街道|社区)|(?:局|厅|委|办|处|科|股|所|站|队|院|部|室|政府|委员会|办公室|小组|中心|系统|机关|部门|单位|支部|社区|街道|"
    r"小学|中学|医院|法院|检察院|妇联|工会|工商联|残联|商会)$")

# 泸州市局 is a bureau of another system in every campaign.
OF_ANY_SYSTEM = re.compile(r"[省市州县区旗](?:局|办|中心|院|所|站|队|办公室)$")


def teachable_name(proposal: Proposal) -> str | None:
    """The one written name of the claim that a correction could teach; None where there is none, or more than one."""
    matches = {match["written"]: match for match in proposal.claim.data["units"]}
    doubtful = [name for name in proposal.written_actors if name in proposal.unresolved or (name in matches and matches[name]["confidence"] < DOUBTFUL)]
    return doubtful[0] if len(doubtful) == 1 and is_own_name(doubtful[0], matches.get(doubtful[0])) else None


def is_own_name(name: str, match: dict | None) -> bool:
    """Whether a name means one unit wherever it is written. `match` is what the reader made of it: the place that it begins with."""
    if not SHORTEST <= len(name) <= LONGEST or POINTS_ELSEWHERE.search(name) or COLLECTIVE.search(name) or is_person((name,)):
        return False
    if match is not None:
        return not match["candidates"] and not OF_ANY_SYSTEM.search(name)
    return not EVERYWHERE.search(name)


def taught_by(proposal: Proposal, decision: Decision, by) -> tuple[str, Unit] | None:
    """(name, unit) that a person taught by naming other units than were proposed; None where it is not plain which is meant."""
    name = teachable_name(proposal)
    if name is None or set(decision.units) == set(proposal.decision.units):
        return None
    if not proposal.decision.units and set(decision.units) == {proposal.claim.bulletin.unit}:
        return None  # the issuer, entered for want of a better
    certain = {match["code"] for match in proposal.claim.data["units"] if match["confidence"] >= DOUBTFUL}
    meant = [unit for unit in decision.units if unit.code not in certain]
    if len(meant) != 1 or not can_name(by, meant[0]):
        return None
    return (name, meant[0]) if all(lies_in(meant[0], match["code"]) for match in proposal.claim.data["units"] if match["written"] == name) else None


def lies_in(unit: Unit, place: str) -> bool:
    """Whether the unit lies in the place that its name begins with: 大英县质监局 is never a name of a bureau in 射洪."""
    return Unit.objects.filter(code=place, first__lte=unit.first, last__gte=unit.first).exists()


def remember(name: str, unit: Unit, *, by) -> dict | None:
    """Keep `name` as an alias of `unit`. Returns what the claim notes, so that it can be taken back; None where nothing is taught.

    A name that another unit has is not taught: it would no longer mean one.
    """
    held = UnitName.objects.filter(name=name, language="zh")
    if held.exclude(unit=unit).exists():
        return None
    known = held.filter(unit=unit).first()
    if known is None:
        known = add_alias(unit=unit, name=name, by=by)
    elif not claims_that_taught(known.pk).exists():
        return None  # somebody entered it: taking this decision back must not take it away
    return {"name": name, "unit": unit.code, "alias": known.pk}


def forget(claim: Claim, *, by) -> None:
    """Take back what only this claim taught."""
    taught = (claim.decided or {}).get("taught")
    if not taught or claims_that_taught(taught["alias"]).exclude(pk=claim.pk).exists():
        return
    alias = UnitName.objects.filter(pk=taught["alias"]).select_related("unit").first()
    if alias and can_name(by, alias.unit):  # the claim may be reopened by somebody whose roles do not reach that unit
        remove_alias(alias=alias, by=by)


def claims_that_taught(alias: int):
    return Claim.objects.filter(Q(decided__taught__alias=alias))
