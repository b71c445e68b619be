"""What an official document carries besides its text (GB/T 9704-2012), each part only if it is given."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from xuanguan.chinese.script import to_traditional_print
from xuanguan.writing.draft import Draft
from xuanguan.writing.sentences.chinese import day as chinese_day
from xuanguan.writing.sentences.english import day as english_day

DAYS = frozenset({"on", "printed_on"})


@dataclass(frozen=True, slots=True)
class Official:
    """The parts around the text.

    mark: 发文机关标志, in red over the number. number: 发文字号 (川质监〔2012〕15号). addressee: 主送机关. signed: 署名, on: 成文日期.
    attachments: 附件说明, a line each. copies: 抄送机关. printed_by, printed_on: 印发机关 and 印发日期. serial: 份号; secret: 密级和保密期限;
    urgency: 紧急程度. seal: whether room is left for the seal. plain: no red head, for elsewhere.
    """

    mark: str = ""
    number: str = ""
    addressee: str = ""
    signed: str = ""
    on: dt.date | None = None
    attachments: tuple[str, ...] = ()
    copies: str = ""
    printed_by: str = ""
    printed_on: dt.date | None = None
    serial: str = ""
    secret: str = ""
    urgency: str = ""
    seal: bool = True
    plain: bool = False

    @classmethod
    def from_kept(cls, said: Mapping[str, Any]) -> Self:
        """As `kept` gave it; parts that this program does not know are left out."""
        known: dict[str, Any] = {one.name: said[one.name] for one in fields(cls) if one.name in said}
        for name in DAYS & known.keys():
            known[name] = dt.date.fromisoformat(known[name])
        if "attachments" in known:
            known["attachments"] = tuple(known["attachments"])
        return cls(**known)

    def kept(self) -> dict[str, Any]:
        """What was given, as plain data: part of what an edition freezes."""
        given = {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name) != one.default}
        return {name: value.isoformat() if isinstance(value, dt.date) else list(value) if isinstance(value, tuple) else value for name, value in given.items()}

    def in_traditional(self) -> Self:
        words: dict[str, Any] = {one.name: to_traditional_print(value) for one in fields(self) if isinstance(value := getattr(self, one.name), str)}
        return replace(self, **words, attachments=tuple(to_traditional_print(one) for one in self.attachments))

    def of(self, draft: Draft) -> Self:
        """With what the draft knows where nothing was said. English bulletins have no red head."""
        return replace(
            self, mark=self.mark or draft.issuer, addressee=self.addressee or draft.addressee, signed=self.signed or draft.issuer,
            on=self.on or draft.as_of, plain=self.plain or draft.language == "en")

    def as_data(self, language: str) -> dict[str, Any]:
        """For templates: every part as a string or a list of strings."""
        day = english_day if language == "en" else chinese_day
        return {
            "mark": self.mark, "number": self.number, "addressee": self.addressee, "signed": self.signed, "on": day(self.on),
            "attachments": list(self.attachments), "copies": self.copies, "printed_by": self.printed_by, "printed_on": day(self.printed_on),
            "serial": self.serial, "secret": self.secret, "urgency": self.urgency, "seal": self.seal, "plain": self.plain}
