"""Which front a deed belongs to: the audience it reached, read from its words, its actors and its section."""

from __future__ import annotations

import re

from xuanguan.reading.lexicon import FIRM, MEDIA

_FOLLOWS_ITS_SCENE = {"materials_distributed", "consultation_service", "written_reflection", "materials_subscription", "inspection"}
_SECTIONS = (
    (re.compile(r"(?:各级|地方)?(?:党委)?政府(?:主导|带头|重视|部门)?|党政"), "government"),
    (re.compile(r"(?:相关|有关|职能|成员)(?:部门|单位)|部门(?:参与|联动|协同|配合)"), "departments"),
    (re.compile(r"系统内部|系统|内部|干部职工|队伍"), "internal"),
    (re.compile(r"(?:相关)?企业|进企业|车间"), "enterprises"),
    (re.compile(r"媒体|新闻|舆论"), "media"),
    (re.compile(r"社会|公众|群众|校园|乡村|社区|街头"), "public"),
)
_FIRM = re.compile(FIRM + r"|职工队伍|员工|企业家|班组长|法人|首席质量官|从业人员")
_OFFICIAL = re.compile(
    r"政府|党委|(?:县|市|区|镇|乡|乡镇|村|社区|两委|\"两委\"|党政|领导|公务|国家工作|机关)[^，。；]{0,4}(?:干部|领导|"
    r"工作人员)|领导干部|党校|人大|政协委员|村“□+”干部|常务会|党委中心组"
)
_BODY = re.compile(r"成员单位|(?:个|相关|有关|各|市直|县直|区直)部门|执法人员|部门负责人|部门分管|各单位|行政执法")
_OWN = re.compile(
    r"全?系统|党组会?|局务会|本局|本系统|机关干部|干部职工|各?[县市区]?(?:\([^)]*\))?局(?:局长|长|负责人|的)?|"
    r"业务骨干|专干|监管人员|执法骨干|工作推进会|内部|中心组|支部|医护|医务|科室"
)
_PUPILS = re.compile(
    r"学生|师生|居民|村民|市民|群众|家长|儿童|老人|小朋友|幼儿园|学校|校园|社区|乡村|集市|广场|农户|赶集|消费者"
)


def section_front(heading: str) -> str | None:
    """The front that a section's topic sentence names (一是推动各级政府主导宣贯).

    >>> section_front("四是推动相关企业积极宣贯。")
    'enterprises'
    """
    for pattern, front in _SECTIONS:
        if pattern.search(heading):
            return front
    return None


def front_of(activity: str, words: str, *, section: str | None, host: str | None, ruled: str | None) -> str:
    """`words` are the deed's own clauses; `host` the front of the event it is part of; `ruled` what its rule says."""
    if activity in MEDIA:
        return "media"
    if ruled:
        return ruled
    return _TABLE.get(activity, _by_audience)(activity, words, section, host)


def _training(activity: str, words: str, section: str | None, host: str | None) -> str:
    if re.search(r"村[^，。；]{0,6}干部|社区干部|乡镇[^，。；]{0,8}(?:干部|领导)|政府[^，。；]{0,6}(?:领导|名义)|党政", words):
        return section if section in ("government", "departments") else "government"
    if section and section != "media" and section != "public":
        return section
    if re.search(r"公务员|领导干部|党政干部", words):
        return "government"
    if re.search(r"面向[^，。；]{0,10}执法人员|行政执法|成员单位|各?部门", words):
        return "departments"
    if re.search(r"全?系统|[县市区州](?:\([^)]*\))?局|专干|业务|骨干|监管所|执法|科室|医护|医务|全院|网格员", words) and not _FIRM.search(words):
        return "internal"
    if re.search(r"居民|村民|市民|群众|志愿者|家长|学生|教师|保洁", words):
        return "public"
    return "internal"


def _study(activity: str, words: str, section: str | None, host: str | None) -> str:
    if _PUPILS.search(words):
        return "public"
    if section and section not in ("media", "public"):
        return section
    if re.search(r"(?:党委|县委|市委|区委|政府)[^，。；]{0,10}(?:中心组|常务会|常委会)|领导干部", words) and "局" not in words:
        return "government"
    return "enterprises" if _FIRM.search(words) and "局" not in words else "internal"


def _lecture(activity: str, words: str, section: str | None, host: str | None) -> str:
    if section and section != "media":
        return section
    if re.search(r"(?:村|社区|乡镇|镇村|两委|党政|领导)[^，。；、]{0,6}干部", words):
        return "government"
    if _PUPILS.search(words):
        return "public"
    if re.search(r"(?:局|部门)等?(?:\d+[^，。；]{0,3}单位|[^，。；]{0,6}开展)|执法人员|成员单位", words) and re.search(r"到|为|面向", words):
        return "departments"
    if _FIRM.search(words):
        return "enterprises"
    if re.search(r"中心组|党委|党组|局机关|干部职工|全体干部|全体党员|系统|作[^，。；]{0,4}(?:辅导报告|专题辅导)", words):
        return "internal"
    return "public"


def _conference(activity: str, words: str, section: str | None, host: str | None) -> str:
    if section and section != "media":
        return section
    if re.search(r"新闻发布|通气会|吹风会", words):
        return "public"
    if re.search(rf"\d[余多]?家[^，。；]{{0,8}}{FIRM}", words):
        return "enterprises"
    if re.search(r"系统|党组会|局务会|[县市区](?:\([^)]*\))?局", words):
        return "internal"
    if re.search(r"成员单位|各部门|负责人|部门", words) and not re.search(r"广场|十字街|群众|市民", words):
        return "departments"
    if _FIRM.search(words) and "企业代表" not in words:
        return "enterprises"
    if re.search(r"领导干部|党政|各乡镇|乡镇街道|村?(?<!机关)干部(?!群众|职工|和)", words):
        return "government"
    return "public"


def _plan(activity: str, words: str, section: str | None, host: str | None) -> str:
    if section and section not in ("media", "public"):
        return section
    if re.search(r"[局院](?:均|都|分别|结合|全部|也)", words):
        return "internal"
    if re.search(r"联合|会同|领导小组|部门|安委会|办公室|[局委办部]、", words) and not re.search(r"系统", words):
        return "departments"
    return "internal" if re.search(r"局|系统|院|大队|支队", words) else "departments"


def _quiz(activity: str, words: str, section: str | None, host: str | None) -> str:
    if re.search(r"干部职工|业务骨干|机关干部|青年干部|全体干部|全员|柜员|员工技能|全?系统|医护|护理|科室|监察人员|监管人员|执法人员", words):
        return "internal"
    if host == "departments" or re.search(r"行政执法|成员单位", words):
        return "departments"
    return _by_audience(activity, words, section, host)


def _reflection(activity: str, words: str, section: str | None, host: str | None) -> str:
    if section is None and re.search(r"支行|科室|干部|职工|各[局所股处]|党员", words):
        return "internal"
    return _by_audience(activity, words, section, host)


def _pledge(activity: str, words: str, section: str | None, host: str | None) -> str:
    if "人大" in words or "宪法宣誓" in words:
        return "government"
    if _FIRM.search(words) or host == "enterprises":
        return "enterprises"
    return "public"


def _by_audience(activity: str, words: str, section: str | None, host: str | None) -> str:
    if section and section != "media":
        return section
    if _FIRM.search(words) and not _PUPILS.search(words):
        return "enterprises"
    return (host if activity in _FOLLOWS_ITS_SCENE else None) or "public"


def _street(activity: str, words: str, section: str | None, host: str | None) -> str:
    return section if section == "enterprises" else "public"


_TABLE = {
    "training_course": _training,
    "enterprise_training": lambda *a: "enterprises",
    "enterprise_visit": lambda *a: "enterprises",
    "study_session": _study,
    "lecture": _lecture,
    "conference": _conference,
    "plan_issued": _plan,
    "responsibility_assignment": _plan,
    "quiz_or_contest": _quiz,
    "written_reflection": _reflection,
    "signature_or_pledge": _pledge,
    "agreement": lambda a, w, s, h: "public" if re.search(r"家长|村民|居民|农户|学校", w) else ("enterprises" if re.search(FIRM + "签|与" + FIRM, w) else "government"),
    "exhibition_or_street_event": _street,
}
