"""Where the data files lie, and plain readings of them that use no loader of the product."""
import collections
import re
from pathlib import Path

import yaml

PACKAGE = Path(__file__).parents[2] / "xuanguan"
TEMPLATES = PACKAGE / "campaigns" / "templates_data"
POLICIES = PACKAGE / "policies" / "data"
SICHUAN = PACKAGE / "demo" / "data" / "sichuan-2012"
HOSPITALS = PACKAGE / "demo" / "data" / "hospital-group"
BULLETINS = SICHUAN / "bulletins"

HEADING_NUMBER = re.compile(
    r"第(?P<ordinal>[一二三四五六七八九十]+)[章条]|(?P<plain>[一二三四五六七八九十]+)、|[（(](?P<bracket>[一二三四五六七八九十]+)[)）]"
    r"|(?:Chapter |Article )?(?P<arabic>\d+)\.")


def load(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def repeated(items) -> list:
    return [item for item, times in collections.Counter(items).items() if times > 1]


def clauses_of(path: Path) -> list[tuple[str, list[str]]]:
    """(stable id, marks) of each clause, as the folder's README defines them."""
    clauses, numbers = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        heading = re.match(r"(#{2,}) (.+)", line)
        numbered = heading and HEADING_NUMBER.match(heading[2])
        item = re.match(r"- ((?:【[^】]+】)+).*\{#([\w.]+)\}$", line)
        if numbered:
            numbers = [*numbers[: len(heading[1]) - 2], _number(numbered)]
            clauses.append((".".join(map(str, numbers)), re.findall(r"【([^】]+)】", heading[2])))
        elif item:
            clauses.append((item[2], re.findall(r"【([^】]+)】", item[1])))
    return clauses


def _number(match: re.Match) -> int:
    numeral = match["ordinal"] or match["plain"] or match["bracket"]
    if not numeral:
        return int(match["arabic"])
    digits = "零一二三四五六七八九"
    if "十" not in numeral:
        return digits.index(numeral)
    tens, ones = numeral.split("十")
    return digits.index(tens or "一") * 10 + digits.index(ones or "零")


def targets_of(path: Path) -> list[dict[str, str]]:
    rows = [[cell.strip() for cell in line.strip("|").split("|")]
            for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]
