"""The matrix as rows of HTML. 300 lines × 60 units are 18,000 cells: they are joined as text, a template would take seconds."""
from collections.abc import Iterable, Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuanguan.campaigns.enums import AssignmentRole
from xuanguan.campaigns.queries.responsibility import Chapter, Column, Line

MARKS = {AssignmentRole.LEAD: "●", AssignmentRole.SUPPORT: "○", AssignmentRole.JOINT: "◐", AssignmentRole.BY_FUNCTION: "◇"}
WORDS = {AssignmentRole.LEAD: gettext_lazy("Lead"), AssignmentRole.SUPPORT: gettext_lazy("Support"), AssignmentRole.JOINT: gettext_lazy("Joint"),
         AssignmentRole.BY_FUNCTION: gettext_lazy("By its duties")}


MOST_IN_A_HEAD = 40


class MatrixRows:
    """Writes the rows of a matrix for some of its columns. `base` is the address that a line's key is put behind."""

    def __init__(self, columns: Sequence[Column], base: str) -> None:
        self.columns, self.base = columns, base
        self.place = {column.key: n for n, column in enumerate(columns)}
        self.marks = {str(role): f'<td class="r-{role}"><i role="img" aria-label="{escape(WORDS[role])}">{mark}</i></td>' for role, mark in MARKS.items()}
        self.empty = ["<td></td>" if column.total or not column.is_member else '<td class="idle"></td>' for column in columns]
        self.no_lead = escape(_("no lead"))
        self.open_list = escape(_("and others"))

    def chapters(self, chapters: Iterable[Chapter]) -> SafeString:
        parts: list[str] = []
        for chapter in chapters:
            if chapter.lines[0].clause == chapter.heading and chapter.heading is not None:
                parts += [self.line(line) for line in chapter.lines]  # a heading that is a clause itself
                continue
            title = str(chapter.heading) if chapter.heading else _("Tasks without a clause of the policy")
            parts.append(f'<tr class="chapter"><th scope="colgroup" colspan="2">{escape(title)}</th><td colspan="{len(self.columns)}"></td></tr>')
            parts += [self.line(line) for line in chapter.lines]
        return mark_safe("".join(parts))  # noqa: S308  every piece of text above and below is escaped

    def line(self, line: Line) -> str:
        cells = self.empty.copy()
        leads = 0
        for key, role in line.cells.items():
            leads += role == AssignmentRole.LEAD
            if (n := self.place.get(key)) is not None:
                cells[n] = self.marks[role]
        gap = f' <span class="gap-word">{self.no_lead}</span>' if line.is_gap else ""
        more = f' <span class="muted small">{self.open_list}</span>' if line.item is not None and line.item.is_open else ""
        others = len(line.cells) - leads
        return (f'<tr id="{line.key}"{" class=gap" if line.is_gap else ""}><th scope="row"><a href="{self.base}{line.key}/">'
                f'<b>{escape(line.number)}</b> {escape(line.title)}</a>{gap}{more}</th>'
                f'<td class="sum">{leads}<span class="muted"> / {others}</span></td>{"".join(cells)}</tr>')


def column_heads(columns: Iterable[Column], unit_base: str, territory: str) -> SafeString:
    """The heads of the columns: short names set upright, without the territory's name before each; a unit without a task marked."""
    parts = []
    for column in columns:
        name = _shown(column, territory)
        inner = format_html('<a href="{}{}/">{}</a>', unit_base, column.unit.code, name) if column.unit else format_html("<span>{}</span>", name)
        kind = " empty" if column.is_member and not column.total else " unknown" if column.is_unknown else ""
        word = format_html('<span class="visually-hidden"> ({})</span>', _("no task")) if kind == " empty" else format_html(
            '<span class="visually-hidden"> ({})</span>', _("no unit of this name")) if kind == " unknown" else ""
        parts.append(format_html('<th scope="col" class="unit-head{}" data-key="{}" title="{}">{}{}</th>', kind, column.key, column.label, inner, word))
    return SafeString("".join(parts))


def column_sums(columns: Iterable[Column]) -> SafeString:
    return SafeString("".join(
        f'<td class="sum{" empty" if column.is_member and not column.total else ""}">{column.leads}<span class="muted"> / {column.supports + column.others}</span></td>'
        for column in columns))


def _shown(column: Column, territory: str) -> str:
    """Short enough for a head that stands upright: two lines of it."""
    name = column.short.removeprefix(f"{territory} ")
    return name if len(name) <= MOST_IN_A_HEAD else f"{name[:MOST_IN_A_HEAD - 1]}…"
