"""The table of targets: one row a target, ten columns in a fixed order, the same words in every language."""
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from xuanguan.policies.enums import Certainty, Relation
from xuanguan.policies.parsing.errors import UnreadablePolicy
from xuanguan.policies.parsing.marks import MARKS
from xuanguan.policies.parsing.values import ParsedTarget

COLUMNS = ("编号", "年份", "类别", "指标", "目标", "关系", "数值", "单位", "条款", "状态")
RELATIONS = {
    "超过": Relation.MORE_THAN, "不低于": Relation.AT_LEAST, "等于": Relation.EQUAL, "不超过": Relation.AT_MOST, "定性": Relation.QUALITATIVE,
}
NONE = ("—", "-", "")


def read_targets(rows: Sequence[Sequence[str]], line: int) -> list[ParsedTarget]:
    """The targets of a table whose head stands on `line`. Raises UnreadablePolicy, with the line of the row."""
    if not rows or tuple(cell.strip() for cell in rows[0]) != COLUMNS:
        raise UnreadablePolicy("targets", _("The table of targets needs the columns %(columns)s, in this order.") % {
            "columns": "、".join(COLUMNS)}, line=line)
    targets = [read_target([cell.strip() for cell in row], line + 2 + n) for n, row in enumerate(rows[1:])]
    codes = [target.code for target in targets]
    for n, code in enumerate(codes):
        if code in codes[:n]:
            raise UnreadablePolicy("targets", _("The target %(code)s stands twice in the table.") % {"code": code}, line=line + 2 + n)
    return targets


def read_target(cells: list[str], line: int) -> ParsedTarget:
    code, year, category, indicator, value, relation, number, unit, clause, state = cells
    word, _sep, note = state.replace("；", ";").partition(";")
    if not code or not indicator:
        raise UnreadablePolicy("targets", _("A target needs a code and an indicator."), line=line)
    if not (year.isdigit() and 1900 <= int(year) <= 2200):
        raise UnreadablePolicy("targets", _("“%(year)s” is not a year.") % {"year": year}, line=line)
    if relation not in RELATIONS:
        raise UnreadablePolicy("targets", _("“%(word)s” is not a relation. Known: %(known)s.") % {
            "word": relation, "known": "、".join(RELATIONS)}, line=line)
    return ParsedTarget(
        code=code, year=int(year), category=category, indicator=indicator, value=value, relation=RELATIONS[relation],
        number=number_in(number, line), unit="" if unit in NONE else unit, clause="" if clause in NONE else clause,
        certainty=MARKS.get(word.strip(), Certainty.MISSING), note=note.strip())


def number_in(cell: str, line: int) -> Decimal | None:
    if cell in NONE:
        return None
    try:
        return Decimal(cell)
    except InvalidOperation:
        raise UnreadablePolicy("targets", _("“%(cell)s” is not a number. Write — where there is none.") % {"cell": cell}, line=line) from None
