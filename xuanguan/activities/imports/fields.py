"""The columns that a sheet of activities may have: those of every campaign, and those of this campaign's measures.

Headings stand here in both languages, not in the catalogs: they are the form of a file that a person of one language fills in
and a person of the other may upload.
"""
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns.models import ActivityKind, Campaign, KindMeasure

# So many measures have columns of their own in the template; the others go into the pairs for any measure.
OWN_COLUMNS = 8
PAIRS = 3


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its code, its headings in both languages, what to write in it, and what people's own ledgers call it."""

    code: str
    zh: str
    en: str
    help: str | Promise = ""
    also: tuple[str, ...] = ()
    width: int = 16

    @property
    def heading(self) -> str:
        return self.en if get_language() == "en" else self.zh

    @property
    def names(self) -> tuple[str, ...]:
        return (self.zh, self.en, *self.also)


KIND = Field("kind", "活动种类", "Kind of activity", _("Choose from the list."), (
    "种类", "类型", "活动类型", "活动类别", "类别", "活动形式", "形式", "kind", "type", "activity type", "category"), 20)
FRONT = Field("front", "战线", "Front", _("Choose from the list. Empty: the kind's usual front."), ("条线", "推动", "方面", "工作线"), 18)
TITLE = Field("title", "活动名称", "Title", _("A few words, as in a list."), (
    "名称", "主题", "活动主题", "标题", "活动内容", "活动", "培训名称", "会议名称", "name", "activity", "subject", "topic"), 28)
FIRST_DAY = Field("first_day", "开始日期", "First day", _("As 2012-03-05. For one day only this one."), (
    "日期", "时间", "活动日期", "活动时间", "举办时间", "开展时间", "开始时间", "起始日期", "date", "day", "start", "start date", "from", "begins", "when"), 14)
LAST_DAY = Field("last_day", "结束日期", "Last day", _("Only where it lasted more than a day."), (
    "结束时间", "截止日期", "终止日期", "end", "end date", "to", "until", "ends"), 14)
NOT_BEFORE = Field("not_before", "不早于", "Not before", _("Where the day is not known: between this day …"), ("最早日期", "earliest"), 14)
NOT_AFTER = Field("not_after", "不晚于", "Not after", _("… and this one."), ("最晚日期", "latest"), 14)
HOST = Field("host", "主办单位", "Host unit", _("Choose from the list, or write the name or the code."), (
    "单位", "单位名称", "主办", "组织单位", "承办单位", "举办单位", "责任单位", "实施单位", "host", "organiser", "organizer", "unit", "organised by"), 26)
CO_HOSTS = Field("co_hosts", "联合主办单位", "Co-host units", _("Several are parted by a semicolon."), (
    "联合单位", "协办单位", "联办单位", "co-host", "co-hosts", "co-organiser", "jointly with"), 26)
PARTICIPANTS = Field("participants", "参加单位", "Units taking part", _("Several are parted by a semicolon."), (
    "参与单位", "参会单位", "配合单位", "participating units"), 26)
PLACE = Field("place", "地点", "Place", _("Where it was."), ("活动地点", "举办地点", "场所", "地址", "venue", "location", "where"), 20)
AUDIENCE = Field("audience", "对象", "Audience", _("For whom it was."), ("受众", "活动对象", "参加对象", "培训对象", "宣传对象", "参加人员", "target group"), 20)
CLAUSES = Field("clauses", "对应条款", "Clauses", _("Choose one, or write several codes parted by semicolons."), ("条款", "对应任务", "任务条款", "clause"), 26)
NOTE = Field("note", "备注", "Note", _("Anything else worth knowing."), ("说明", "情况说明", "其他", "remarks", "remark", "comment", "comments", "notes"), 28)
REPORTING_UNIT = Field("reporting_unit", "填报单位", "Reporting unit", _("Empty: the host unit, where you report for it."), (
    "上报单位", "报送单位", "reported by"), 26)

BEFORE_MEASURES = (KIND, FRONT, TITLE, FIRST_DAY, LAST_DAY, NOT_BEFORE, NOT_AFTER, HOST, CO_HOSTS, PARTICIPANTS, PLACE, AUDIENCE)
AFTER_MEASURES = (CLAUSES, NOTE, REPORTING_UNIT)

# How exact a number is: the word in the template's list, and others that people write.
EXACTNESS = {
    "exact": ("准确数", "exactly", ("确数", "准确", "精确", "exact", "=")),
    "at_least": ("至少", "at least", ("以上", "余", "多", "不少于", "超过", "≥", ">=", ">")),
    "about": ("约", "about", ("近", "左右", "大约", "约数", "≈", "~")),
    "at_most": ("至多", "at most", ("不超过", "以内", "不足", "≤", "<=", "<")),
}

# Other headings of ledgers for the measures that most campaigns count, by the measure's code and measure word.
_ALSO_MEASURES = {
    ("sessions", ""): ("场次", "次数", "期数", "场数", "number of sessions"),
    ("participants", "人"): ("人数", "参加人数", "参训人数", "培训人数", "参会人数", "number of persons", "persons", "people"),
    ("participants", "人次"): ("人次", "参加人次", "培训人次", "参训人次", "attendance", "attendances", "participants"),
    ("people_reached", "人"): ("受众人数", "覆盖人数", "people reached"),
    ("people_reached", "人次"): ("受众人次", "覆盖人次", "受教育人次", "contacts"),
    ("copies", ""): ("份数", "资料份数", "发放资料", "发放数量", "发放资料数", "copies", "copies handed out"),
}


@dataclass(frozen=True, slots=True)
class SheetMeasure:
    """A measure as one column: what each kind counts it in (场, 次, 期 are one column), and the word where a kind does not say."""

    code: str
    name_zh: str
    name_en: str
    unit_zh: str
    unit_en: str
    units: dict[int, str] = field(hash=False, default_factory=dict)
    words: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        return f"{self.code}:{self.unit_zh}"

    @property
    def is_one_unit(self) -> bool:
        return len(set(self.units.values())) <= 1

    @property
    def zh(self) -> str:
        return f"{self.name_zh}（{self.unit_zh}）" if self.is_one_unit else self.name_zh

    @property
    def en(self) -> str:
        name = (self.name_en or self.name_zh).capitalize()
        return f"{name} ({self.unit_en or self.unit_zh})" if self.is_one_unit else name

    @property
    def label(self) -> str:
        return self.en if get_language() == "en" else self.zh

    def unit_for(self, kind: ActivityKind) -> str:
        return self.units.get(kind.pk, self.unit_zh)


def measures_of(campaign: Campaign) -> list[SheetMeasure]:
    """The campaign's measures, those that most kinds ask for first."""
    groups: dict[tuple[str, ...], list[KindMeasure]] = {}
    everything = list(KindMeasure.objects.filter(kind__campaign=campaign).order_by("kind__order", "order", "pk"))
    for one in everything:
        groups.setdefault((one.code, one.name_zh), []).append(one)
    for key, members in list(groups.items()):
        # A kind that asks for it in two words (人, 人次) asks for two measures: each gets its column.
        if len({one.kind_id for one in members}) < len(members):
            del groups[key]
            for one in members:
                groups.setdefault((*key, one.unit_zh), []).append(one)
    found = [_joined(members) for members in groups.values()]
    return sorted(found, key=lambda one: -len(one.units))


def _joined(members: list[KindMeasure]) -> SheetMeasure:
    words = [one.unit_zh for one in members]
    usual = next(one for one in members if one.unit_zh == max(words, key=words.count))
    return SheetMeasure(
        usual.code, usual.name_zh, usual.name_en, usual.unit_zh, usual.unit_en, {one.kind_id: one.unit_zh for one in members},
        frozenset(word for one in members for word in (one.unit_zh, *one.words)))


@dataclass(frozen=True)
class Columns:
    """Everything that a column can be in a sheet of one campaign."""

    fields: dict[str, Field]
    measures: dict[str, SheetMeasure]

    @classmethod
    def of(cls, campaign: Campaign) -> "Columns":
        measures = {one.key: one for one in measures_of(campaign)}
        every = [*BEFORE_MEASURES, *AFTER_MEASURES]
        for one in measures.values():
            also = (*_ALSO_MEASURES.get((one.code, one.unit_zh), ()), *_ALSO_MEASURES.get((one.code, ""), ()), one.name_zh, one.name_en)
            every += [Field(f"measure:{one.key}", one.zh, one.en, _("A number; 130余 and “about 50” are understood."), also, 14),
                      Field(f"exact:{one.key}", f"{one.zh}程度", f"{one.en}: how exact", _("Empty: exactly, or as the number says."), (), 12)]
        for n in range(1, PAIRS + 1):
            every += [Field(f"other:{n}", f"其他指标{n}", f"Other measure {n}", _("Choose from the list."), (), 22),
                      Field(f"value:{n}", f"指标{n}数值", f"Value of measure {n}", _("Its number."), (), 14),
                      Field(f"exact:{n}", f"指标{n}程度", f"Measure {n}: how exact", _("Empty: exactly."), (), 12)]
        return cls({one.code: one for one in every}, measures)

    def in_template(self) -> list[Field]:
        """The columns of the template, in their order."""
        most = list(self.measures)[:OWN_COLUMNS]
        own = [self.fields[f"{what}:{key}"] for key in most for what in ("measure", "exact")]
        pairs = range(1, PAIRS + 1) if len(self.measures) > OWN_COLUMNS else ()
        others = [self.fields[f"{what}:{n}"] for n in pairs for what in ("other", "value", "exact")]
        return [*BEFORE_MEASURES, *own, *others, *AFTER_MEASURES]

    def by_heading(self) -> dict[str, str]:
        """Code of the column by its own headings, in both languages, as `bare` writes them."""
        return {bare(name): one.code for one in self.fields.values() for name in (one.zh, one.en)}


@lru_cache(maxsize=4096)
def bare(heading: str) -> str:
    """A heading without what does not tell it apart: width, case, spaces, a star for "required", a colon."""
    return re.sub(r"[\s*:]+", "", unicodedata.normalize("NFKC", heading)).casefold()


@lru_cache(maxsize=256)
def exactness_of(word: str) -> str | None:
    """The qualifier that a word of the list, or one like it, means."""
    text = bare(word)
    for code, (zh, en, also) in EXACTNESS.items():
        if text in {code, *(bare(name) for name in (zh, en, *also))}:
            return code
    return None


def exactness_words() -> list[str]:
    return [exactness_word(code) for code in EXACTNESS]


def exactness_word(code: str) -> str:
    zh, en, _also = EXACTNESS[code]
    return en if get_language() == "en" else zh


def codes_of(fields: Iterable[Field]) -> list[str]:
    return [one.code for one in fields]
