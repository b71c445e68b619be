"""Who did it and who took part, by kind of unit and by role."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xuanguan.figures.answers import Definition, ParticipantsRow, Question, figure, participants
from xuanguan.figures.exports import COLUMNS
from xuanguan.web.figures import wording
from xuanguan.web.figures.forms import TAKING_PART, FiltersForm
from xuanguan.web.figures.questions.shown import (
    DATES,
    FILTERS,
    Answer,
    Drawing,
    Head,
    QuestionPage,
    ShownTable,
    bar_of,
    figure_cell,
    number,
    row_of,
    scale_of,
    split_cells,
    text,
)


class ParticipantsForm(FiltersForm):
    def __init__(self, question: Question, said: dict[str, str]):
        super().__init__(question)


def answer(question: Question, said: dict[str, str], _person) -> Answer:
    question = question.but(measure=None)
    organised = [] if question.roles else list(participants(question))
    part = list(participants(question if question.roles else question.but(roles=(TAKING_PART,)))) if question.clause is None or question.roles else []
    tables, scale = [], scale_of([row.activities for row in (*organised, *part)])
    if organised:
        tables.append(ShownTable("organised", _("Who organised"), head(with_role=False), [line(row, scale, with_role=False) for row in organised],
                                 lead=_("Units of each kind that organised something.")))
    if part:
        tables.append(ShownTable("took-part", _("Who took part"), head(with_role=True), [line(row, scale, with_role=True) for row in part],
                                 lead=_("Units that took part without organising; of the numbers only their own shares are theirs.")))
    drawn = organised or part
    definition = Definition.TAKING_PART if question.roles else Definition.ACTIVITIES
    return Answer(
        question, {}, finding(question, organised, part), definition.sentence, tables,
        drawing=Drawing([bar_of(row.activities, called(row)) for row in sorted(drawn, key=lambda row: -row.activities.itemised)],
                        finding(question, organised, part), _("Activities, by the kind of unit")) if drawn else None,
        notes=[_("An activity counts once in each row that has a unit of it, so rows share activities and are never added up.")],
        rows=[row_of(one, unit_kind=str(row.kind or ""), role=str(row.role or "organised"), units=row.units)
              for row in (*organised, *part) for one in (row.activities, *row.shares)],
        columns=("unit_kind", "role", "units", "from", "to", *COLUMNS))


def head(*, with_role: bool) -> tuple[Head, ...]:
    return (Head(_("Kind of unit")), *([Head(_("Role"))] if with_role else []), Head(_("Units"), True), Head(_("Activities")), Head(_("Verified"), True),
            Head(_("Self-reported"), True), *([Head(_("Of their own"))] if with_role else []))


def line(row: ParticipantsRow, scale: float, *, with_role: bool):
    shares = _("; ").join(f"{wording.value_of(one)} {one.word}".strip() for one in row.shares)
    return [text(row.kind.label if row.kind else "–"), *([text(row.role.label if row.role else "–")] if with_role else []), number(row.units),
            figure_cell(row.activities, scale), *split_cells(row.activities), *([text(shares or "–")] if with_role else [])]


def called(row: ParticipantsRow) -> str:
    kind = str(row.kind.label) if row.kind else "–"
    return f"{kind} · {row.role.label}" if row.role else kind


def finding(question: Question, organised: list[ParticipantsRow], part: list[ParticipantsRow]) -> str:
    if not organised and not part:
        return _("Nobody is on record here")
    rows = organised or part
    best = max(rows, key=lambda row: row.activities.itemised)
    whole = figure(question)
    return _("Of %(all)s activities %(n)s have a unit of the kind “%(kind)s”") % {
        "all": wording.value_of(whole), "n": wording.value_of(best.activities), "kind": called(best)}


PAGE = QuestionPage(
    "participants", pgettext_lazy("question", "Who took part"),
    gettext_lazy("Who organised and who took part: divisions, bureaus, enterprises, schools; hosts, speakers, partners?"),
    ParticipantsForm, answer, fields=("roles", "front", "kind", "unit", *DATES), rest=tuple(name for name in FILTERS if name not in ("roles", "front", "kind")))
