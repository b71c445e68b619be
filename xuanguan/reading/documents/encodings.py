"""Bytes to characters: UTF-8, UTF-16 and UTF-32, GB18030, Big5; and text that was once decoded wrongly."""

import codecs
import re
from functools import cache

from xuanguan.chinese.script import to_traditional

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The most frequent characters of official prose. A wrong decoding of Chinese gives rare characters instead.
FREQUENT = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还"
    "因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结"
    "解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级"
    "少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领"
    "七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每"
    "目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影"
    "市县镇乡局委宣贯培训监督企业活动资料群众组织开展举办发放讲座咨询，。、；：（）《》“”？！,:;()0123456789\n"
)
LATIN = re.compile(r"[\x00-'*+\-./<-\x7f]+")  # all of ASCII but figures and ( ) , : ;
SAMPLE = 2_000  # characters looked at when encodings are compared
TOLERATED = 0.02  # share of undecodable bytes that still is a text: cut ends, one bad character in a long page


class UnknownEncoding(ValueError):
    """No encoding gives a text."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of the bytes. A byte order mark decides, then UTF-8 where every byte fits (hardly another Chinese
    encoding does by chance), then whichever reading gives the most frequent characters, the declared one first.
    Raises UnknownEncoding."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and "\0" not in text:
        return text
    names = ["utf-16-le", "utf-16-be"] if b"\0" in data else [n for n in (declared, "gb18030", "big5hkscs", "utf-8") if n]
    best, text = max(((_likeness(text), text) for text in (_reading(data, n) for n in names)), key=lambda pair: pair[0])
    if best < 0.15:
        raise UnknownEncoding
    return text


def declared_encoding(data: bytes) -> str | None:
    """What a page says of itself in <meta charset> or in its XML declaration."""
    match = re.search(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", data[:4096], re.I)
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name, name)


def frequent_share(text: str) -> float:
    """The share of frequent characters among those that are not plain Latin letters or blanks (0 if none)."""
    kept = LATIN.sub("", text[:SAMPLE])
    return len(_frequent().findall(kept)) / len(kept) if kept else 0.0


def _reading(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return ""


def _likeness(text: str) -> float:
    if not text or text.count("\ufffd") > max(TOLERATED * len(text), 2) or "\0" in text[:SAMPLE]:
        return 0.0
    return frequent_share(text)


@cache
def _frequent() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(FREQUENT + to_traditional(FREQUENT))}]")
