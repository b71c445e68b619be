"""What can be put right without knowing what a line is for: invisible characters, pinyin, marks of lost characters,
script, doubled punctuation."""

import re
from collections.abc import Callable

from xuanguan.chinese.script import simplify
from xuanguan.reading.documents.source import Removed
from xuanguan.reading.text import Text

HAN = r"\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe0e\ufe0f\ue000-\uf8ff]+"
)
LINE_END = re.compile("\r\n?|\x85|\u2028|\u2029")
# Runs of what decoders leave for a character they cannot read. 锟斤拷 is U+FFFD in UTF-8 read as GBK, 烫 and 屯
# are memory that was never written.
LOST = re.compile("(?=[\ufffd锟烫屯])(?:\ufffd+|(?:锟斤拷)+(?:锟斤?)?|烫{3,}|屯{3,})")
QUESTIONS = re.compile(r"[?？]{2,}|(?<![^\n])[?？]+")
ASKING = re.compile(r"[吗呢么吧谁何啥几嘛否!！?？]$|(?:什么|怎么|怎样|如何|多少|哪|是不是|能不能|会不会|有没有|(.)不\1)[^。，；\n]{0,25}$")
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹ"
OPEN, CLOSE = "[(（〔\\[]", "[)）〕\\]]"
# The syllable must carry a tone: (app) and (CCC) are not pinyin.
PINYIN = re.compile(
    rf"{OPEN}(?<=[{HAN})）].)\s*(?:[a-zü]{{0,5}}(?:[{TONED}]|[aeiouüm][\u0300\u0301\u0304\u030c])[a-zü{TONED}\u0300\u0301\u0304\u030c]{{0,4}}[\s'·]{{0,2}}){{1,6}}{CLOSE}"
)
# Syllables that are spoken without a tone, each after the characters that have them.
LIGHT = {
    "me": "么麼庅", "de": "的地得", "le": "了", "ne": "呢", "ba": "吧罢罷", "ma": "吗嗎嘛么麼", "zi": "子", "tou": "头頭",
    "men": "们們", "zhe": "着著", "guo": "过過", "a": "啊", "ya": "呀", "la": "啦", "li": "里裡裏", "ge": "个個箇", "er": "儿兒",
    "shang": "上裳", "xia": "下", "bu": "不", "yi": "一", "wa": "哇", "lou": "喽", "luo": "啰", "qu": "去", "lai": "来來",
}  # fmt: skip
TONELESS = re.compile(rf"{OPEN}(?<=[{HAN}].)([a-z]{{1,6}}){CLOSE}")
DOUBLED = re.compile("([，。、；：！,;])(?:[ \u3000]*\\1)+")
DOUBLED_ASCII = re.compile(rf"(?=[:.．])(?:(?<=[{HAN}]):{{2,}}(?=[{HAN}])|(?<=[{HAN}》”）)])[.．]{{2}}(?![.．]))")


def with_clean_characters(text: Text, removed: list[Removed]) -> Text:
    """The text in Simplified, one kind of line end, nothing invisible or doubled in it. What goes is noted in
    `removed` with its place in the source."""
    text = text.sub(LINE_END, "\n")
    text = _without(text, INVISIBLE, "mojibake", removed)
    text = _without(text, PINYIN, "pinyin_mangling", removed)
    text = _without(text, TONELESS, "pinyin_mangling", removed, lambda m: _is_light(text.string, m))
    simplified = simplify(text.string)
    text = text.recast(simplified.string, simplified.origins)
    text = _without(text, LOST, "mojibake", removed)
    string = text.string
    text = _without(text, QUESTIONS, "mojibake", removed, lambda m: not _asks(string, m))
    text = _without(text, QUESTIONS, "doubled_punctuation", removed, lambda m: len(m[0]) > 1, keep=1)
    text = _without(text, DOUBLED, "doubled_punctuation", removed, keep=1)
    return _without(text, DOUBLED_ASCII, "doubled_punctuation", removed, keep=1)


def _is_light(string: str, match: re.Match[str]) -> bool:
    return string[match.start() - 1] in LIGHT.get(match[1], "")


def _asks(string: str, match: re.Match[str]) -> bool:
    """Whether marks of question end a question; else a character that could not be decoded stood there."""
    line = string[max(0, match.start() - 30) : match.start()].rpartition("\n")[2].rstrip("”’\"'")
    return bool(ASKING.search(line))


def _without(
    text: Text,
    pattern: re.Pattern[str],
    why: str,
    removed: list[Removed],
    holds: Callable[[re.Match[str]], bool] | None = None,
    keep: int = 0,
) -> Text:
    """The text without every match that `holds`, but with the first `keep` characters of each."""
    edits = []
    for match in pattern.finditer(text.string):
        if holds is None or holds(match):
            start = match.start() + keep
            edits.append((start, match.end(), ""))
            removed.append(Removed(*text.source_span(start, match.end()), why))
    return text.edit(edits)
