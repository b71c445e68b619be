"""The marks in 【】 that say how far a clause or target was checked, and the ids in {#}."""
import re

from xuanguan.policies.enums import Certainty

MARKS: dict[str, Certainty] = {
    "已核": Certainty.CONFIRMED,
    "名称已核": Certainty.NAME_CONFIRMED,
    "内容已核": Certainty.CONTENT_CONFIRMED,
    "缺": Certainty.MISSING,
}
PLACE_IS_JUDGED = "位置未核"

_MARK = re.compile(r"【([^】]{1,8})】")
_ID = re.compile(r"\s*\{#([0-9A-Za-z][0-9A-Za-z.\-]{0,38})\}\s*$")


def take_id(line: str) -> tuple[str, str]:
    """The stable id at the end of the line ("" where none) and the line without it."""
    if match := _ID.search(line):
        return match[1], line[:match.start()]
    return "", line


def take_marks(line: str) -> tuple[Certainty | None, bool, str]:
    """The certainty (None: no mark), whether the place is judged, and the line without its marks. Other 【】 stay in the line."""
    certainty, judged = None, False
    for word in _MARK.findall(line):
        if word in MARKS:
            certainty = MARKS[word]
        elif word == PLACE_IS_JUDGED:
            judged = True
        else:
            continue
        line = line.replace(f"【{word}】", "", 1)
    return certainty, judged, line.strip()
