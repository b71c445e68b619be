"""Why a file is not taken as a policy: a sentence with the place in the file and what to do."""
from django.utils.translation import gettext as _

from xuanguan.common.exceptions import PersonError


class UnreadablePolicy(PersonError):
    """`code` names the trouble; `line` is the line of the file (from 1) or None."""

    def __init__(self, code: str, sentence: str, *, line: int | None = None):
        self.code, self.line = code, line
        super().__init__(_("Line %(line)s: %(sentence)s") % {"line": line, "sentence": sentence} if line else sentence)


def empty(name: str) -> UnreadablePolicy:
    return UnreadablePolicy("empty", _("“%(name)s” is empty. Choose the file again.") % {"name": name})


def huge(name: str, limit: int) -> UnreadablePolicy:
    return UnreadablePolicy("huge", _("“%(name)s” is too large: a policy may have %(limit)s MB. Take out pictures and save it again.") % {
        "name": name, "limit": limit})


def legacy_word(name: str) -> UnreadablePolicy:
    return UnreadablePolicy("legacy_word", _("“%(name)s” is in an old format of Word or WPS (.doc, .wps). Open it, save it as .docx and send that.") % {
        "name": name})


def wrong_kind(name: str) -> UnreadablePolicy:
    return UnreadablePolicy("wrong_kind", _("“%(name)s” is neither Markdown nor docx. Save the policy as .docx or as a .md text file.") % {"name": name})


def damaged(name: str) -> UnreadablePolicy:
    return UnreadablePolicy("damaged", _("“%(name)s” cannot be opened: it is damaged or is not what its name says. Save it again as .docx.") % {
        "name": name})


def zip_bomb(name: str) -> UnreadablePolicy:
    return UnreadablePolicy("zip_bomb", _("“%(name)s” unpacks to far more than its size and was not opened. Open it in Word and save it again.") % {
        "name": name})


def encoding(name: str) -> UnreadablePolicy:
    return UnreadablePolicy("encoding", _("The characters of “%(name)s” cannot be told. Save it as UTF-8.") % {"name": name})


def no_clauses(name: str) -> UnreadablePolicy:
    return UnreadablePolicy("no_clauses", _(
        "“%(name)s” is not a policy that can be read: no clause was found. Clauses begin with a number such as 一、, （一）, 1., 第一章, 第一条 or Article 1.") % {
            "name": name})
