"""Coverage as cells and sentences."""
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xuanguan.design.marks import Mark
from xuanguan.design.values import Cell
from xuanguan.figures.answers import CoverageAnswer
from xuanguan.organisations.models import Unit
from xuanguan.web.figures import wording

# In the order in which a page lists them.
LISTS = ("verified", "self_reported", "named", "perhaps", "nothing", "missing")
MARK_OF = {"verified": Mark.VERIFIED, "self_reported": Mark.SELF_REPORTED, "named": Mark.STATED, "perhaps": Mark.PERHAPS,
           "nothing": Mark.SELF_REPORTED, "missing": Mark.MISSING}


def marks(answer: CoverageAnswer) -> dict[int, Mark]:
    """The mark of each unit of the roster."""
    return {unit.pk: MARK_OF[name] for name in LISTS for unit in getattr(answer, name)}


def cells(answer: CoverageAnswer, href: str) -> list[Cell]:
    """One for each unit that is known by name, in the order of the tree; a cell leads to its list."""
    units: list[tuple[Unit, str]] = [(unit, name) for name in LISTS for unit in getattr(answer, name)]
    return [
        Cell(unit.short, MARK_OF[name], f"{href}#{name}", _("nothing to report") if name == "nothing" else "")
        for unit, name in sorted(units, key=lambda one: one[0].first)]


def note(answer: CoverageAnswer) -> str:
    """What stands under the strip: how much of it is by record, by name, only stated."""
    parts = []
    if answer.by_record:
        parts.append(ngettext("%(n)s by record", "%(n)s by record", answer.by_record) % {"n": answer.by_record})
    if answer.named:
        parts.append(ngettext("%(n)s by name", "%(n)s by name", len(answer.named)) % {"n": len(answer.named)})
    if not answer.is_register and answer.at_least > answer.by_name:
        stated = answer.at_least - answer.by_name
        parts.append((ngettext("%(n)s more stated", "%(n)s more stated", stated) if answer.by_name else ngettext("%(n)s stated", "%(n)s stated", stated)) % {"n": stated})
    if answer.nothing:
        parts.append(_("%(n)s had nothing to report") % {"n": len(answer.nothing)})
    return _("; ").join(parts)


def gap(answer: CoverageAnswer) -> str:
    """Who is missing: by name where that is known, and how many nobody can name. Empty where nothing is missing."""
    sentences = []
    if missing := answer.without_record:
        words = wording.some_of([unit.short for unit in missing])
        if answer.is_register:
            sentences.append(ngettext("%(n)s is not in the register: %(units)s.", "%(n)s are not in the register: %(units)s.", len(missing)) % {
                "n": len(missing), "units": words})
        else:
            sentences.append(ngettext("%(n)s is missing: %(units)s.", "%(n)s are missing: %(units)s.", len(missing)) % {
                "n": len(missing), "units": words})
    if answer.nobody_can_say_which and not answer.is_register:
        sentences.append(ngettext(
            "%(n)s is missing, and nobody can say which: of %(perhaps)s it is not known.",
            "%(n)s are missing, and nobody can say which: of %(perhaps)s it is not known.", answer.nobody_can_say_which) % {
                "n": answer.nobody_can_say_which, "perhaps": len(answer.perhaps)})
    elif answer.perhaps and not answer.is_register and answer.at_least < answer.size:
        sentences.append(ngettext(
            "Of %(n)s it is not known: a total counts it or not, without names.",
            "Of %(n)s it is not known: a total counts them or not, without names.", len(answer.perhaps)) % {"n": len(answer.perhaps)})
    if answer.nameless and answer.size > answer.reached:
        sentences.append(_("%(n)s are missing of those that are only known by number.") % {"n": answer.size - answer.reached - len(answer.missing)})
    return wording.joined(sentences)


def totals_said(answer: CoverageAnswer) -> list[str]:
    """"四川省质监局: 14个市州", each total in the words of who stated it."""
    return [_("%(unit)s states %(value)s") % {"unit": one.statement.unit.short, "value": f"{wording.number(one.value)}{one.value.unit}"}
            for one in answer.stated]
