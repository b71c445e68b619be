"""Every question's one function: pages, the shell, exports and tests ask it here, so no two of them can disagree.

    asked = question(campaign, person, unit=…, period=Window(…))     who may ask: figures.permissions
    totals(asked, by=("front", "kind"))                              asked.but(front=…) asks the same of a front
    children(asked), time_series(asked), stated(asked), records(asked, person), coverage(asked, expectation)

All that is derived from one question is answered by one generation: `asked.reader.generation.at` is its "as of".
"""
from xuanguan.figures.answers.asking import CannotAsk, Question, question, question_from, usual_period
from xuanguan.figures.answers.burden import BurdenRow, BurdenTable, burden
from xuanguan.figures.answers.changes import WhatChanged, what_changed
from xuanguan.figures.answers.children import ChildrenTable, ChildRow, UnitsTogether, children, each_unit
from xuanguan.figures.answers.clauses import activities_per_clause, activities_per_clause_seen
from xuanguan.figures.answers.compared import ComparedFigures, ReachedOfTarget, against_target, compared, year_on_year
from xuanguan.figures.answers.completeness import CompletenessRow, completeness
from xuanguan.figures.answers.coverage import CoverageAnswer, coverage, coverages, due_at_hand
from xuanguan.figures.answers.names import names_of
from xuanguan.figures.answers.participants import ParticipantsRow, participants
from xuanguan.figures.answers.persons import persons
from xuanguan.figures.answers.printed import key_of, printed_in
from xuanguan.figures.answers.progress import Progress, progress_of
from xuanguan.figures.answers.ranking import RankedUnit, RankingTable, levels_below, ranking
from xuanguan.figures.answers.reader import NoFiguresNow
from xuanguan.figures.answers.records import RecordsPage, every_record, records
from xuanguan.figures.answers.series import Series, series_by_front, time_series
from xuanguan.figures.answers.stated import StatedFigure, stated, stated_of_parts
from xuanguan.figures.answers.tables import Table, dimension, table, usual_step
from xuanguan.figures.answers.totals import TotalsRow, figure, totals
from xuanguan.figures.answers.values import Definition, Figure

__all__ = [
    "BurdenRow", "BurdenTable", "CannotAsk", "ChildRow", "ChildrenTable", "ComparedFigures", "CompletenessRow", "CoverageAnswer",
    "Definition", "Figure", "NoFiguresNow", "ParticipantsRow", "Progress", "Question", "RankedUnit", "RankingTable", "ReachedOfTarget",
    "RecordsPage", "Series", "StatedFigure", "Table", "TotalsRow", "UnitsTogether", "WhatChanged", "activities_per_clause", "activities_per_clause_seen",
    "against_target", "burden", "children", "compared", "completeness", "coverage", "coverages", "dimension", "due_at_hand",
    "each_unit", "every_record", "figure", "key_of", "levels_below", "names_of", "participants", "persons", "printed_in", "progress_of", "question", "question_from",
    "ranking", "records", "series_by_front", "stated", "stated_of_parts", "table", "time_series", "totals", "usual_period",
    "usual_step", "what_changed", "year_on_year",
]
