"""Reading bulletins, drafts and editions: each answer is already limited to what the person may see."""
from xuanguan.bulletins.queries.bulletins import (
    Tally,
    bulletins_seen_by,
    bulletins_told_of,
    claims_of,
    divisions_near,
    proposals_of,
    same_events,
    tally_of,
)
from xuanguan.bulletins.queries.checks import checks_seen_by, records_told
from xuanguan.bulletins.queries.drafts import deleted_drafts_of, drafts_seen_by, outlines_for, revisions_of
from xuanguan.bulletins.queries.editions import (
    adopted_passages,
    editions_seen_by,
    points_in_force,
    submissions_to,
    units_above,
    where_printed,
)

__all__ = [
    "Tally", "adopted_passages", "bulletins_seen_by", "bulletins_told_of", "checks_seen_by", "claims_of", "deleted_drafts_of", "divisions_near", "drafts_seen_by",
    "editions_seen_by", "outlines_for", "points_in_force", "proposals_of", "records_told", "revisions_of", "same_events", "submissions_to", "tally_of", "units_above",
    "where_printed",
]
