"""What a campaign is made of, a file per noun."""
from xuanguan.campaigns.models.campaigns import ActivityKind, Campaign, Front, KindMeasure, TwoNames
from xuanguan.campaigns.models.delegations import Delegation
from xuanguan.campaigns.models.expectations import Exemption, Expectation, Fulfilment
from xuanguan.campaigns.models.extensions import Extension
from xuanguan.campaigns.models.instructions import Instruction
from xuanguan.campaigns.models.nudges import Nudge
from xuanguan.campaigns.models.plans import Plan, PlanEntry, PlanItem
from xuanguan.campaigns.models.responsibility import Assignment, RequiredReturn, ResponsibilityDocument, ResponsibilityItem
from xuanguan.campaigns.models.rosters import Roster, RosterEntry

__all__ = ["ActivityKind", "Assignment", "Campaign", "Delegation", "Exemption", "Expectation", "Extension", "Front", "Fulfilment", "Instruction",
           "KindMeasure", "Nudge", "Plan", "PlanEntry", "PlanItem", "RequiredReturn", "ResponsibilityDocument", "ResponsibilityItem", "Roster",
           "RosterEntry", "TwoNames"]
