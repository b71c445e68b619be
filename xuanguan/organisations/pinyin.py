"""Names as they are typed without Chinese characters: 射洪县 as shehongxian and shx."""

import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

# What the general dictionary reads otherwise than the people who live there.
AS_SPOKEN = {"长子": ["zhang", "zi"], "六安": ["lu", "an"], "蔚县": ["yu", "xian"], "单县": ["shan", "xian"], "乐亭": ["lao", "ting"],
             "乐清": ["yue", "qing"], "台州": ["tai", "zhou"], "丽水": ["li", "shui"], "乐山": ["le", "shan"], "犍为": ["qian", "wei"],
             "郫": ["pi"], "筠连": ["jun", "lian"], "珙县": ["gong", "xian"], "重庆": ["chong", "qing"]}


@lru_cache(maxsize=20_000)
def pinyin_of(name: str) -> tuple[str, str]:
    """The whole name in letters, and the first letter of each syllable. Latin letters and digits stay, in lower case."""
    syllables = _syllables(name)
    return "".join(syllables)[:400], "".join(syllable[0] for syllable in syllables)[:80]


def typed(text: str) -> str:
    """What somebody typed, as pinyin is kept: lower case, without tones, spaces, hyphens and apostrophes."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def _syllables(name: str) -> list[str]:
    for place, syllables in AS_SPOKEN.items():
        before, found, after = name.partition(place)
        if found:
            return [*_syllables(before), *syllables, *_syllables(after)]
    written = lazy_pinyin(name, style=Style.NORMAL)  # what is no Chinese character comes back as it is
    return [syllable for one in written for word in one.split() if (syllable := typed(word))]
