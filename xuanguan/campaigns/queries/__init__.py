"""Reading campaigns, a file per noun."""
from xuanguan.campaigns.queries.campaigns import SET_UP, campaigns_in_list, campaigns_seen_by, current_campaign, expectations_of, kinds_of
from xuanguan.campaigns.queries.duties import Duty, duties_of, expectations_due, my_list, standing, was_expected
from xuanguan.campaigns.queries.rosters import (
    RosterSize,
    can_be_fulfilled_by,
    entries_that_may_be_fulfilled_by,
    home_of,
    roster_on,
    roster_sizes,
)

__all__ = ["SET_UP", "Duty", "RosterSize", "campaigns_in_list", "campaigns_seen_by", "can_be_fulfilled_by", "current_campaign", "duties_of",
           "entries_that_may_be_fulfilled_by", "expectations_due", "expectations_of", "home_of", "kinds_of", "my_list", "roster_on", "roster_sizes",
           "standing", "was_expected"]
