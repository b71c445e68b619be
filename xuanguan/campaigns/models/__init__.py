"""What a campaign is made of, a file per noun."""
from xuanguan.campaigns.models.campaigns import ActivityKind, Campaign, Front, KindMeasure, TwoNames
from xuanguan.campaigns.models.expectations import Expectation, Fulfilment
from xuanguan.campaigns.models.instructions import Instruction
from xuanguan.campaigns.models.plans import Plan, PlanEntry, PlanItem
from xuanguan.campaigns.models.responsibility import Assignment, RequiredReturn, ResponsibilityDocument, ResponsibilityItem
from xuanguan.campaigns.models.rosters import Roster, RosterEntry

__all__ = ["ActivityKind", "Assignment", "Campaign", "Expectation", "Front", "Fulfilment", "Instruction", "KindMeasure", "Plan",
           "PlanEntry", "PlanItem", "RequiredReturn",
           "ResponsibilityDocument", "ResponsibilityItem", "Roster", "RosterEntry", "TwoNames"]
