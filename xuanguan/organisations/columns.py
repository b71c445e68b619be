"""The columns of the sheets that go in and out: their headings in both languages, what to write, what to choose from."""
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from xuanguan.organisations.enums import MemberRole, UnitKind, UnitLevel
from xuanguan.organisations.models import System

LANGUAGES = ("zh-hans", "en")
LEVEL_CHOICES = tuple((level.name.lower(), level.label) for level in UnitLevel)


@dataclass(frozen=True)
class Column:
    """A column: its heading in both languages (a sheet may come in either), and what to write in it."""

    key: str
    zh: str
    en: str
    help: str | Promise
    is_needed: bool = False
    choices: tuple[tuple[str, str | Promise], ...] = ()

    @property
    def heading(self) -> str:
        return self.en if get_language() == "en" else self.zh

    def choice_of(self, text: str) -> str | None:
        """The value of a choice written as its label in either language, or as the value itself; None if it is none."""
        for value, label in self.choices:
            if text.casefold() in {str(value).casefold(), *(_label(label, language).casefold() for language in LANGUAGES)}:
                return str(value)
        return None


def unit_columns() -> list[Column]:
    systems = tuple((system.code, str(system)) for system in System.objects.order_by("code"))
    return [
        Column("code", "代码", "Code", gettext_lazy("Its own; of an organ the division's code and a short word: 510900-qts"), is_needed=True),
        Column("name", "名称", "Name", gettext_lazy("The full official name in Chinese"), is_needed=True),
        Column("kind", "类别", "Kind", gettext_lazy("From the list"), is_needed=True, choices=tuple(UnitKind.choices)),
        Column("level", "层级", "Level", gettext_lazy("From the list; empty: it follows from the territory"), choices=LEVEL_CHOICES),
        Column("territory", "所属区划代码", "Territory code", gettext_lazy("The division it lies in; empty for partners outside")),
        Column("system", "系统", "System", gettext_lazy("Its line, from the list"), choices=systems),
        Column("superior", "上级单位代码", "Superior code", gettext_lazy("Whom it answers to; empty: the unit of its system one level up")),
        Column("since", "启用日期", "From", gettext_lazy("2012-05-25; empty: it was always there")),
        Column("short", "简称", "Short name", gettext_lazy("As people say it: 遂宁质监局")),
        Column("name_en", "英文名称", "Name in English", gettext_lazy("If it has one")),
        Column("aliases", "别名", "Other names", gettext_lazy("Several with 、 between them")),
        Column("note", "备注", "Note", ""),
    ]


PEOPLE_COLUMNS = [
    Column("name", "姓名", "Name", gettext_lazy("Of the person"), is_needed=True),
    Column("unit", "单位代码", "Unit code", gettext_lazy("The unit they belong to"), is_needed=True),
    Column("post", "职务", "Post", ""),
    Column("phone", "电话", "Telephone", ""),
    Column("email", "邮箱", "E-mail", ""),
    Column("account", "账号", "Account", gettext_lazy("The name they sign in with, if they have an account")),
]
MEMBERSHIP_COLUMNS = [
    Column("group", "领导小组代码", "Leading group code", gettext_lazy("The unit of the group"), is_needed=True),
    Column("unit", "成员单位代码", "Member unit code", gettext_lazy("The unit that is a member")),
    Column("person", "姓名", "Name", gettext_lazy("Of a person who is leader or contact; the person must be known")),
    Column("role", "角色", "Role", gettext_lazy("From the list"), is_needed=True, choices=tuple(MemberRole.choices)),
    Column("since", "起始日期", "From", gettext_lazy("2012-05-25; empty: from the beginning")),
    Column("until", "截止日期", "Until", gettext_lazy("The first day they are no member; empty: still")),
]


def _label(label: str | Promise, language: str) -> str:
    with translation.override(language):
        return str(label)
