"""Reading campaigns, a file per noun."""
from xuanguan.campaigns.queries.campaigns import SET_UP, campaigns_in_list, campaigns_seen_by, current_campaign, expectations_of, kinds_of
from xuanguan.campaigns.queries.duties import Duty, duties_of, expectations_due, my_list, standing, was_expected
from xuanguan.campaigns.queries.responsibility import (
    Matrix,
    MatrixFilters,
    assigned_to,
    documents_of,
    items_of,
    matrix_of,
    members_of_group,
    missing_in,
    narrowed,
    published_documents,
)
from xuanguan.campaigns.queries.rosters import (
    RosterSize,
    can_be_fulfilled_by,
    entries_that_may_be_fulfilled_by,
    home_of,
    roster_on,
    roster_sizes,
)

__all__ = [
    "SET_UP",
    "Duty",
    "Matrix",
    "MatrixFilters",
    "RosterSize",
    "assigned_to",
    "campaigns_in_list",
    "campaigns_seen_by",
    "can_be_fulfilled_by",
    "current_campaign",
    "documents_of",
    "duties_of",
    "entries_that_may_be_fulfilled_by",
    "expectations_due",
    "expectations_of",
    "home_of",
    "items_of",
    "kinds_of",
    "matrix_of",
    "members_of_group",
    "missing_in",
    "my_list",
    "narrowed",
    "published_documents",
    "roster_on",
    "roster_sizes",
    "standing",
    "was_expected",
]
