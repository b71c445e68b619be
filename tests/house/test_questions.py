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
HEAD = """# Every question

Made of the questions' own words (`xuanguan/analytics/questions/`, one file each) by `python -m tests.house.test_questions`; a test holds the two together.
What the rules are is in [counting.md](../explanation/counting.md), how they are computed in [figures.md](../explanation/figures.md).

All questions take what is asked: one unit or several, a period, the day that is asked as of, the tree (of the day or today's map), front, kind, clause,
system, level, verified or self-reported, roles of taking part, and what the person may see. Each has a slow and obvious second form in
`tests/analytics/oracle.py`, and a function for pages and exports in `xuanguan/figures/answers/`.
"""


def page() -> str:
    parts = [HEAD]
    for name in modules():
        module = import_module(f"xuanguan.analytics.questions.{name}")
        first, *more = inspect.getdoc(module).split("\n\n")
        asked = [f"`{one}{signature(getattr(module, one))}`" for one in questions.__all__
                 if inspect.isfunction(getattr(module, one, None)) and getattr(module, one).__module__ == module.__name__]
        parts.append("\n".join([f"## {name}", "", f"**{flat(first)}**", "", *[line for text in more for line in (flat(text), "")],
                                f"Asked as {'; '.join(asked)}. In the shell: `xuanguan figures {WORDS[name]}`.", ""]))
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


if __name__ == "__main__":
    DOC.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{DOC.relative_to(ROOT)}\n")
