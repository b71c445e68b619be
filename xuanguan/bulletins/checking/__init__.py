"""Checking: what the records say of each claim of a text, whoever wrote it.

`check_text` takes any text or file, `check_draft` a draft of the house. Every figure is asked through `figures.answers`, within
what the person may see; nothing is written down.
"""
from xuanguan.bulletins.checking.checking import check_draft, check_text, check_written
from xuanguan.bulletins.checking.findings import Checked, Finding, Part

__all__ = ["Checked", "Finding", "Part", "check_draft", "check_text", "check_written"]
