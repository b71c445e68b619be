"""docs/reference/questions.md is made of the questions' own words: `python -m tests.house.test_questions` writes it anew."""

import inspect
import sys
from importlib import import_module
from pathlib import Path

from xuanguan.analytics import questions

ROOT = Path(__file__).resolve().parents[2]
DOC = ROOT / "docs" / "reference" / "questions.md"
# Not questions themselves: what they share.
SHARED = {"__init__", "asking", "rosters", "statements"}
# Under which word each is asked in the shell.
WORDS = {
    "burden": "burden", "changes": "changes --since 2012-05-01", "children": "children", "clauses": "clauses", "compared": "compare",
    "completeness": "completeness --expectation CODE", "coverage": "coverage", "crosstab": "table --rows clause --columns child", "participants": "--roles any participants",
    "persons": "--measure participants persons", "ranking": "ranking --level 3", "records": "records", "stated": "stated",
    "target": "--measure sessions target --number 1000", "timeseries": "series --grain month", "totals": "--by front,kind",
}
# Where each stands in the browser: the page of that name under a campaign's Questions, or another that anybody finds from there.
PLACES = {
    "burden": "*Questions → Burden*", "changes": "*Questions → What changed*, and on each figure's page",
    "children": "*Overview → Units below*, and on each figure's page", "clauses": "*Explore*, rows by clause; the policy's own pages",
    "compared": "*Questions → Two periods*", "completeness": "*Questions → On time*", "coverage": "*Overview → By front, Gaps*, each opening to its lists",
    "crosstab": "*Explore*", "participants": "*Questions → Who took part*", "persons": "*Questions → How many persons*, and on each figure of persons",
    "ranking": "*Questions → Most and least*", "records": "each figure's page", "stated": "*Overview → Stated totals*, and on each figure's page",
    "target": "*Questions → Beside a target*", "timeseries": "*Overview → When*, *Explore*, and on each figure's page", "totals": "*Overview → By front*, and each figure's page",
}
HEAD = """# Every question

Made of the questions' own words (`xuanguan/analytics/questions/`, one file each) by `python -m tests.house.test_questions`; a test holds the two together.
What the rules are is in [counting.md](../explanation/counting.md), how they are computed in [figures.md](../explanation/figures.md).

All questions take what is asked: one unit or several, a period, the day that is asked as of, the tree (of the day or today's map), front, kind, clause,
system, level, verified or self-reported, roles of taking part, kind of unit, and what the person may see. Each has a slow and obvious second form in
`tests/analytics/oracle.py`, and a function for pages and exports in `xuanguan/figures/answers/`.

In the browser all stand under *Campaign → Questions*, for the same units, days and filters; what a page shows is taken away as xlsx, csv or json with its
definition and its as-of line inside. Several units are asked together with commas between them (`?unit=510300,510900`): each activity counts once in all of
them, a roster is that of both, and rankings are of the divisions below any. Somebody with several roles is shown all that they reach together. Only *units
below* is asked of one unit at a time: of several each is told by itself.
"""


def page() -> str:
    parts = [HEAD]
    for name in modules():
        module = import_module(f"xuanguan.analytics.questions.{name}")
        first, *more = inspect.getdoc(module).split("\n\n")
        asked = [f"`{one}{signature(getattr(module, one))}`" for one in questions.__all__
                 if inspect.isfunction(getattr(module, one, None)) and getattr(module, one).__module__ == module.__name__]
        parts.append("\n".join([f"## {name}", "", f"**{flat(first)}**", "", *[line for text in more for line in (flat(text), "")],
                                f"Asked as {'; '.join(asked)}. In the shell: `xuanguan figures {WORDS[name]}`.", "",
                                f"In the browser: {PLACES[name]}.", ""]))
    return "\n".join(parts)


def modules() -> list[str]:
    return sorted(path.stem for path in (ROOT / "xuanguan" / "analytics" / "questions").glob("*.py") if path.stem not in SHARED)


def signature(function) -> str:
    return f"({', '.join(name for name in inspect.signature(function).parameters)})"


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_page_of_questions_says_what_the_code_says():
    assert DOC.read_text(encoding="utf-8") == page()


def test_every_question_says_its_rule_and_has_an_oracle_and_an_answer():
    oracle = (ROOT / "tests" / "analytics" / "asking.py").read_text(encoding="utf-8")
    answers = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "xuanguan" / "figures" / "answers").glob("*.py"))

    for name in modules():
        module = import_module(f"xuanguan.analytics.questions.{name}")
        asked = next(one for one in questions.__all__ if inspect.isfunction(getattr(module, one, None)) and getattr(module, one).__module__ == module.__name__
                     and one in (name, "against_target"))
        assert "Rule" in inspect.getdoc(module) or name in ("crosstab", "records"), name
        assert (f"{asked}(reader" in oracle, f"ground.{asked}" in answers) == (True, True), name


def test_every_question_has_a_place_in_the_browser():
    from xuanguan.web.figures.questions import PAGES

    named = {str(page.label) for page in PAGES.values() if any(f"*Questions → {page.label}*" in place for place in PLACES.values())}

    assert (PLACES.keys(), named) == (set(modules()), {str(page.label) for page in PAGES.values()})


if __name__ == "__main__":
    DOC.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{DOC.relative_to(ROOT)}\n")
