"""Chinese and mixed numerals: 两千三百, 1.8万, 20万, 二〇一二, 1,200 ↔ Decimal."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
STEPS = {"十": 10, "百": 100, "千": 1_000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
# Lengths are bounded so that a wall of digits is passed in linear time; no bulletin counts beyond 10^15.
ARABIC = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?|\d{1,15}(?:\.\d{1,4})?"
# What can be one numeral in running text; `parse_numeral` decides whether it is.
NUMERAL = rf"(?:(?:{ARABIC})[十百千]?[万亿]?|[一二两三四五六七八九十百千万亿零〇]{{1,16}})"

_ARABIC = re.compile(rf"({ARABIC})([十百千]?)([万亿]?)", re.ASCII)
_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


class NotANumeral(ValueError):
    """The text is not one number."""

    code = "not_a_numeral"

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text[:40]}” is not a number that can be read. / “{text[:40]}”不是可以识别的数字。")
        self.text = text


@lru_cache(maxsize=4096)  # a text says the same few hundred numbers again and again
def parse_numeral(text: str) -> Decimal:
    """The value of one numeral, written in digits, in characters or in both.

    >>> parse_numeral("1.8万"), parse_numeral("两千三百"), parse_numeral("百"), parse_numeral("二〇一二")
    (Decimal('18000'), Decimal('2300'), Decimal('100'), Decimal('2012'))
    """
    if text.isascii() and text.isdigit():
        return Decimal(text)
    plain = text.strip().translate(_WIDE)
    if mixed := _ARABIC.fullmatch(plain):
        number = Decimal(mixed[1].replace(",", ""))
        value = number * STEPS.get(mixed[2], 1) * MYRIADS.get(mixed[3], 1)
        return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    if not plain or any(c not in DIGITS and c not in STEPS and c not in MYRIADS for c in plain):
        raise NotANumeral(text)
    if all(c in DIGITS for c in plain):
        if len(plain) == 2:  # 三五 is "three or five", not 35
            raise NotANumeral(text)
        return Decimal("".join(str(DIGITS[c]) for c in plain))
    return Decimal(_characters(plain, text))


def format_numeral(value: Decimal | int, *, style: str = "characters") -> str:
    """The numeral of a whole number in `characters` (两千三百 is written 二千三百) or `mixed` (5万, 1.8万, 2300).

    >>> format_numeral(18000), format_numeral(18000, style="mixed"), format_numeral(2300, style="mixed")
    ('一万八千', '1.8万', '2300')
    """
    value = Decimal(value)
    if style == "mixed":
        for name, step in (("亿", 100_000_000), ("万", 10_000)):
            if value >= step and (value * 100) % step == 0:
                return f"{_short(value / step)}{name}"
        return _short(value)
    if value != value.to_integral_value() or value < 0 or value >= 10**16:
        raise ValueError(f"{value} has no numeral in characters here: give a whole number below 10^16.")
    number = int(value)
    if number == 0:
        return "零"
    return _spell(number)


def _characters(plain: str, text: str) -> int:
    """Sums 三百二十 by steps inside each myriad; a step may not grow from left to right (十百 is no number)."""
    total = section = digit = 0
    last_step, pending = 10_000, False
    for c in plain:
        if c in DIGITS:
            if pending:
                raise NotANumeral(text)
            digit, pending = DIGITS[c], DIGITS[c] != 0
        elif c in STEPS:
            if STEPS[c] >= last_step:
                raise NotANumeral(text)
            section += (digit if pending else 1) * STEPS[c]
            last_step, pending = STEPS[c], False
        else:
            section += digit if pending else 0
            if c == "亿":
                total = (total + (section or (0 if total else 1))) * MYRIADS[c]
            else:
                total += (section or 1) * MYRIADS[c]
            section, last_step, pending = 0, 10_000, False
    if pending:
        # 三百五 is 350 and 两万五 25,000: a digit right after a step, without 零, counts the next lower step
        before = plain[-2:-1]
        section += digit * {"百": 10, "千": 100, "万": 1000}.get(before, 1)
    return total + section


def _spell(number: int) -> str:
    for name, step in (("亿", 100_000_000), ("万", 10_000)):
        if number >= step:
            high, low = divmod(number, step)
            return _spell(high) + name + (("零" if low < step // 10 else "") + _spell(low) if low else "")
    out, zero = "", False
    for name, step in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, step)
        if digit:
            bare_ten = name == "十" and digit == 1 and not out
            out += ("零" if zero else "") + ("" if bare_ten else "零一二三四五六七八九"[digit]) + name
            zero = False
        elif out:
            zero = True
    return out


def _short(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
