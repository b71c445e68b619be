"""Names that stand for others: 该局, 我县, 支队, 省局. Read by what was named before, or by who issued the text."""

from __future__ import annotations

import re
from functools import lru_cache

from xuanguan.reading.lexicon import PROVINCES, SYSTEMS

_SELF = re.compile(
    r"^(?:该|我|本|这)(?:局|委|院|校|镇|乡|县|市|区|所|办|中心|厅|州|省|站|支队|大队|公司|协会|街道|村|社区|台|行|厂|"
    r"队|部|会|系统|馆|团|集团|企业|机关|苏木|嘎查|旗|盟|署|关|处|科|段|社|农场|林场|牧场|支行|分行|商会|联会|学会|园|店|厂家|校区|团场)"
)
_LEVEL_BODY = re.compile(r"^(?P<level>省|市|县|区|州|镇|乡)(?P<body>局|厅|办|委|所|院|中心|政府)$")
_BARE_BODY = re.compile(
    r"^(?:[省市县区州镇乡]里|集团|我行|支队|大队|总队|主办方|承办方|中心|局(?:党委|党组|机关)|分局|局|镇|乡|区|县|市|学校|医院|公司|支行|分行|街道|社区|院|协会|法院|检察院|幼儿园|合作社|中队|派出所|管委会)$"
)


# What bodies are called by their kind end in.
_KINDS = {
    "学校": r"(?:小学|中学|学校|大学|学院|[一二三四五六七八九十]中|职高|中心校)$", "校": r"(?:小学|中学|学校|大学|学院|[一二三四五六七八九十]中|职高|中心校)$",
    "医院": r"医院", "会": r"会$", "协会": r"协会$", "公司": r"公司", "行": r"行$", "园": r"(?:幼儿园|幼稚园|园区)$", "社区": r"社区$", "街道": r"街道(?:办事处)?$",
}


@lru_cache(maxsize=512)  # asked some nine times of every name
def is_anaphor(name: str) -> bool:
    """该局, 我县, 支队, 市局, 主办方: a name that stands for another."""
    return bool(_SELF.match(name) or _LEVEL_BODY.match(name) or _BARE_BODY.match(name))


def what_it_stands_for(name: str, known: list[str]) -> str | None:
    """The last full name known that 该局, 市局, 支队 can mean; None if none fits."""
    if name in ("主办方", "承办方"):
        return None
    level = _LEVEL_BODY.match(name)
    core = re.sub(r"^(?:该|我|本|这)|里$", "", name)
    body = level["body"] if level else core
    for full in reversed(known):
        if is_anaphor(full) or full == name:
            continue
        head = full if level is None else (full if re.search(rf"{level['level']}[^省市县区州]*(?<!分){body}$", full) else "")
        if head and (head.endswith(body) or (body in ("局", "局党委", "局党组") and head.endswith("局"))):
            return full
        if core in _KINDS and (match := re.search(_KINDS[core], full)):
            return full[: match.end()]
        if not level and len(core) == 1 and core in "县市区镇乡州省" and core in full[1:] and not full.startswith(("全", "各")):
            return full[: full.index(core, 1) + 1]
    return None


def written_out(name: str, text: str, before: int) -> str | None:
    """该市打私办 behind 记者从汕江市打私办获悉: the name as it was written whole, not far before."""
    core = name.lstrip("该本我这")
    if core == name or len(core) < 3:
        return None
    for match in re.finditer(re.escape(core), text[max(0, before - 600) : before]):
        place = max(0, before - 600) + match.start()
        whole = re.search(r"(?:^|[，。；：、从据由和与在向获]|\s)([\u4e00-\u9fff]{2,4})$", text[max(0, place - 6) : place])
        if whole:
            return whole[1] + core
    return None


def spelled_out(name: str, text: str) -> str | None:
    """省局 in a text that only says 四川质监系统: region and system of the text itself give 四川省质监局."""
    level = _LEVEL_BODY.match(name)
    if not level or level["body"] not in ("局", "厅"):
        return None
    if level["level"] == "省":
        match = re.search(rf"({'|'.join(PROVINCES)})省?(?:的)?({'|'.join(SYSTEMS)})(?:系统|部门|局)", text)
        return f"{match[1]}省{match[2]}{level['body']}" if match else None
    match = re.search(rf"([\u4e00-\u9fff]{{2,3}}?){level['level']}?({'|'.join(SYSTEMS)})(?:系统|部门|局)", text)
    return f"{match[1]}{level['level']}{match[2]}{level['body']}" if match else None
