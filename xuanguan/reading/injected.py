"""Passages that others put into a page: pornography, gambling, links for search engines.

Told by their language: nouns of trade or worse, close together, strung with bars and blanks instead of grammar, with
a number to call; and nothing of what an office does. A bulletin that reports how loans or gambling were checked has
the same nouns inside sentences, and stays.
"""

import re
from functools import cache

import ahocorasick

from xuanguan.reading import vocabulary

KINDS = {
    "adult": vocabulary.ADULT,
    "weak": vocabulary.ADULT_WEAK,
    "gambling": vocabulary.GAMBLING,
    "trade": vocabulary.TRADE,
    "goods": vocabulary.GOODS,
    "call": vocabulary.CALL,
    "official": vocabulary.OFFICIAL,
}
SEPARATOR = re.compile(r"\s*[|｜_]\s*|\s*[,，、/／·•]\s*|\s+")
CONTACT = re.compile(
    r"(?<!\d)(?:400[-\s]?\d{3,4}[-\s]?\d{3,4}|1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}|0\d{2,3}[-\s]?\d{7,8}|\d{3,4}-\d{3,4}-\d{4})(?!\d)|(?:QQ|微信|加微|VX|vx)[号:：\s]*[A-Za-z0-9_-]{5,}|(?:https?://|www\.)[\w./-]+|\b[\w-]+\.(?:com|cn|net|cc|vip|top|xyz)\b"
)
# A chain of short items with bars or underscores between them, inside a line of anything; a number to call may follow.
CHAIN = re.compile(
    r"[^\s|｜_。，,；;！？]{2,16}(?:[ \t\u3000]*[|｜_][ \t\u3000]*[^\s|｜_。，,；;！？]{2,16}){2,}[ \t\u3000]*[|｜_]?"
    r"(?:[ \t\u3000]*(?:热线|电话|咨询|联系|手机|微信|QQ)?[ \t\u3000:：]*\d[\d -]{6,18}\d)?"
)
SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*[”’」』）)]*")
GRAMMAR = re.compile(r"[的了对与将为把被向从在由使并已]|[，,][^，,]{8,}[，,]")
COUNTED = re.compile(r"\d+(?:\.\d+)?[万千百]?(?:余|多)?(?:人|份|册|场|次|家|个|条|件|户|批|期|台|块|名|本)")
LONGEST_PASSAGE = 100_000


def is_injected(passage: str) -> bool:
    """Whether the whole passage was put there by others."""
    words = passage.strip()
    if len(words) < 4 or len(words) > LONGEST_PASSAGE:
        return False
    found = _found(words)
    if not found:
        return False
    # An address or a number to call is no prose: a long one must not hide how little else there is.
    size = len(re.sub(r"[\s|｜_,，、\d-]", "", CONTACT.sub("", words))) or 1
    count = {kind: len(found.get(kind, ())) for kind in KINDS}
    official = count["official"]
    obscene = 2 * count["adult"] + count["weak"]
    sentence = bool(COUNTED.search(words)) or ("。" in words and bool(GRAMMAR.search(words)))
    if count["adult"] >= (3 if sentence else 1) and obscene >= 4 and not official and _cover(found, "adult", "weak") >= 0.3 * size:
        return True
    if count["gambling"] and not official and CONTACT.search(words):
        return True
    if count["gambling"] >= 2 and official <= count["gambling"] // 3 and _cover(found, "gambling", "call") >= 0.2 * size:
        return True
    return _sells(words, found, count, size)


def injected_spans(line: str) -> list[tuple[int, int]]:
    """The injected passages of a line, in order: the whole line, else chains of items in it, else sentences."""
    if next(_alarms().iter(line), None) is None:
        return []
    if is_injected(line):
        return [(0, len(line))]
    spans = [match.span() for match in CHAIN.finditer(line) if is_injected(match[0])]
    for match in SENTENCE.finditer(line):
        start, end = match.span()
        if any(start < b and a < end for a, b in spans) or (start, end) == (0, len(line)):
            continue
        if is_injected(match[0]):
            spans.append((start, end))
    return sorted(spans)


def _sells(words: str, found: dict[str, set[str]], count: dict[str, int], size: int) -> bool:
    trade, official = count["trade"], count["official"]
    offered = found.get("trade", set()) | found.get("goods", set())
    items = [item for item in SEPARATOR.split(words) if item]
    listed = len(items) >= 3 and sum(len(item) <= 14 for item in items) >= 0.8 * len(items) and not GRAMMAR.search(words)
    if listed and "。" not in words:
        barred = bool(re.search(r"[|｜_]", words))
        selling = sum(any(word in item for word in offered) for item in items)
        if trade and selling >= max(2, (0.3 if barred else 0.6) * len(items)) and official * 5 <= len(items):
            return not COUNTED.search(words)
    if official or not trade or COUNTED.search(words):
        return False
    if CONTACT.search(words) and len(offered) >= 2:
        return _cover(found, "trade", "goods", "call") >= 0.2 * size
    return len(offered) >= 2 and trade >= 2 and _cover(found, "trade", "goods") >= 0.5 * size and "。" not in words


def _cover(found: dict[str, set[str]], *kinds: str) -> int:
    return sum(len(word) for kind in kinds for word in found.get(kind, ()))


def _found(words: str) -> dict[str, set[str]]:
    """The distinct words of each kind in the passage."""
    found: dict[str, set[str]] = {}
    for _, (kind, word) in _automaton().iter(words):
        found.setdefault(kind, set()).add(word)
    return found


@cache
def _alarms() -> ahocorasick.Automaton:
    """The words without which no passage is suspected: most lines hold none and are done."""
    automaton = ahocorasick.Automaton()
    for kind in KINDS.keys() - {"weak", "official", "call"}:
        for word in KINDS[kind]:
            automaton.add_word(word, kind)
    automaton.make_automaton()
    return automaton


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for kind, words in KINDS.items():
        for word in words:
            automaton.add_word(word, (kind, word))
    automaton.make_automaton()
    return automaton
