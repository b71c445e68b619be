"""The questions: one file each, named as the question, with one SQL definition and the rule it follows.

Every question takes a reader (one generation) first and what is asked second, and answers with frozen values. SQL is no
more than SELECT, WHERE and GROUP BY on one star; what does not add (coverage, bounds) is finished in plain Python.
"""

from xuanguan.analytics.questions.asking import Asked
from xuanguan.analytics.questions.burden import Burden, LevelBurden, UnitBurden, burden
from xuanguan.analytics.questions.changes import Changed, changes
from xuanguan.analytics.questions.children import Child, Children, children
from xuanguan.analytics.questions.clauses import ClauseCount, clauses
from xuanguan.analytics.questions.compared import Compared, compared, year_before
from xuanguan.analytics.questions.completeness import Completeness, Expected, completeness, nothing_said
from xuanguan.analytics.questions.coverage import Coverage, FulfilledBy, StatedUnits, coverage
from xuanguan.analytics.questions.crosstab import Cell, Dimension, crosstab
from xuanguan.analytics.questions.participants import Participants, participants
from xuanguan.analytics.questions.persons import PersonBounds, persons
from xuanguan.analytics.questions.ranking import Ranked, Ranking, ranking
from xuanguan.analytics.questions.records import RecordId, how_many, records, records_of_groups
from xuanguan.analytics.questions.stated import Share, Stated, StatedTotal, share_of, stated
from xuanguan.analytics.questions.target import AgainstTarget, against_target
from xuanguan.analytics.questions.timeseries import Point, TimeSeries, timeseries, timeseries_by_front
from xuanguan.analytics.questions.totals import Total, totals

__all__ = [
    "AgainstTarget", "Asked", "Burden", "Cell", "Changed", "Child", "Children", "ClauseCount", "Compared", "Completeness", "Coverage",
    "Dimension", "Expected", "FulfilledBy", "LevelBurden", "Participants", "PersonBounds", "Point", "Ranked", "Ranking", "RecordId",
    "Share", "Stated", "StatedTotal", "StatedUnits", "TimeSeries", "Total", "UnitBurden", "against_target", "burden", "changes",
    "children", "clauses", "compared", "completeness", "coverage", "crosstab", "how_many", "nothing_said", "participants", "persons", "ranking",
    "records", "records_of_groups", "share_of", "stated", "timeseries", "timeseries_by_front", "totals", "year_before",
]
