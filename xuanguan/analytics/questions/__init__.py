"""The questions: one file each, named as the question, with one SQL definition and the rule it follows.

Every question takes a reader (one generation) first and what is asked second, and answers with frozen values. SQL is no
more than SELECT, WHERE and GROUP BY on one star; what does not add (coverage, bounds) is finished in plain Python.
"""

from xuanguan.analytics.questions.asking import Asked
from xuanguan.analytics.questions.changes import Changed, changes
from xuanguan.analytics.questions.children import Child, Children, children
from xuanguan.analytics.questions.clauses import ClauseCount, clauses
from xuanguan.analytics.questions.coverage import Coverage, FulfilledBy, StatedUnits, coverage
from xuanguan.analytics.questions.crosstab import Cell, Dimension, crosstab
from xuanguan.analytics.questions.persons import PersonBounds, persons
from xuanguan.analytics.questions.records import RecordId, how_many, records, records_of_groups
from xuanguan.analytics.questions.reports import Reports, reports
from xuanguan.analytics.questions.stated import Share, Stated, StatedTotal, stated
from xuanguan.analytics.questions.timeseries import Point, TimeSeries, timeseries, timeseries_by_front
from xuanguan.analytics.questions.totals import Total, totals

__all__ = [
    "Asked", "Cell", "Changed", "Child", "Children", "ClauseCount", "Coverage", "Dimension", "FulfilledBy", "PersonBounds", "Point", "RecordId",
    "Reports", "Share", "Stated", "StatedTotal", "StatedUnits", "TimeSeries", "Total", "changes", "children", "clauses", "coverage", "crosstab", "how_many",
    "persons", "records", "records_of_groups", "reports", "stated", "timeseries",
    "timeseries_by_front", "totals",
]
