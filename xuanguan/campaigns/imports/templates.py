"""Templates from files, and what a campaign made from one would ask of whom, before it is made."""
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xuanguan.campaigns.parsing import ExpectationTemplate, Template, TemplateError, parse_template
from xuanguan.campaigns.rosters import TreeInTime, members, unknown_codes
from xuanguan.organisations.models import Unit

TEMPLATES = Path(__file__).parent.parent / "templates_data"


def read_template(path: Path | str) -> Template:
    """The template in a file. Raises TemplateError, with everything that is wrong in it."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise TemplateError(path.name, [_("The file cannot be read as UTF-8 text.")]) from None
    return parse_template(text, path.name)


def template_of(code: str) -> Template:
    """One of the templates that come with the program. Raises TemplateError where there is none of that code."""
    path = TEMPLATES / f"{code}.yaml"
    if path not in TEMPLATES.glob("*.yaml"):
        raise TemplateError(code, [_("There is no template of this name.")])
    return _parsed(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _parsed(path: Path, _changed: int) -> Template:
    """Reading one takes half a second: once for each file, and again when it changed."""
    return read_template(path)


def templates() -> list[Template]:
    return [_parsed(path, path.stat().st_mtime_ns) for path in sorted(TEMPLATES.glob("*.yaml"))]


@dataclass(frozen=True, slots=True)
class Asked:
    """What one expectation would ask: of how many units, by when; `remarks` are what to look at first."""

    expectation: ExpectationTemplate
    named: int
    expected: int
    due: dt.date | None
    remarks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return _in_language(self.expectation.name_zh, self.expectation.name_en)

    @property
    def of_whom(self) -> str:
        return _in_language(self.expectation.roster.name_zh, self.expectation.roster.name_en)


def preview(template: Template, *, territory: Unit, begins: dt.date, ends: dt.date | None) -> list[Asked]:
    """How many units each expectation would be asked of. Writes nothing."""
    tree = TreeInTime()
    found = []
    for expectation in template.expectations:
        roster = expectation.roster
        named = len(members(roster, territory=territory, begins=begins, ends=ends, tree=tree))
        expected = max(named, roster.size or 0)
        found.append(Asked(expectation, named, expected, expectation.due_in(begins, template.begins),
                           tuple(_remarks(expectation, named, expected, begins, ends, template))))
    return found


def _remarks(expectation: ExpectationTemplate, named: int, expected: int, begins: dt.date, ends: dt.date | None, template: Template) -> list[str]:
    remarks = []
    roster, due = expectation.roster, expectation.due_in(begins, template.begins)
    if unknown := unknown_codes(roster):
        remarks.append(_("No unit has the code %(codes)s.") % {"codes": ", ".join(unknown)})
    if expected == 0:
        remarks.append(_("Nobody would be asked: there is no such unit under this territory. Import the units first."))
    elif named < expected:
        remarks.append(_("%(expected)s are stated, %(named)s known by name: coverage will say so.") % {"expected": expected, "named": named})
    if due is not None and (due < begins or (ends is not None and due > ends)):
        remarks.append(_("It would be due on %(day)s, outside the campaign.") % {"day": due.isoformat()})
    return remarks


def _in_language(zh: str, en: str) -> str:
    return en if get_language() == "en" and en else zh
