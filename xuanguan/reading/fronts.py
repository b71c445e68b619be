"""Which front a deed belongs to: the audience it reached, read from its words, its actors and its section."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xuanguan.reading.lexicon import FIRM, MEDIA

_SECTIONS = (
    (re.compile(r"(?:各级|地方)?(?:党委)?政府(?:主导|带头|重视|部门)?|党政"), "government"),
    (re.compile(r"(?:相关|有关|职能|成员)(?:部门|单位)|部门(?:参与|联动|协同|配合)"), "departments"),
    (re.compile(r"系统内部|系统|内部|干部职工|队伍"), "internal"),
    (re.compile(r"(?:相关)?企业|进企业|车间"), "enterprises"),
    (re.compile(r"媒体|新闻|舆论"), "media"),
    (re.compile(r"社会|公众|群众|校园|乡村|社区|街头"), "public"),
)
_FIRM = re.compile(FIRM + r"|职工队伍|员工|企业家|班组长|法人|首席质量官|从业人员|网约车|货车司机|收割机手|吊车司机")
_PUPILS = re.compile(
    r"学生|师生|居民|村民|市民|群众|家长|儿童|老人|小朋友|幼儿|学校|校园|社区|乡村|集市|广场|农户|赶集|消费者|中小学|小学|(?<!集)中学(?!习)|牧民|渔民|"
    r"住户|业主|公众|听众|妇女|青少年|志愿者|信众|游客|患者|长者|市直机关幼儿园"
)
# Who governs: the committees and their leaders, and the cadres of villages and communities.
_GOVERNING = re.compile(
    r"(?:村|社区|乡镇|镇村|嘎查|苏木|两委|党政|领导)[^，。；、]{0,6}(?:干部|书记|主任|负责人|长)|嘎查长|村(?:支书|主任|干部)|"
    r"村“[^“”]{1,3}”干部|(?:县委|市委|区委|省委|旗委|州委|党委)[^，。；]{0,6}(?:常委会|全会)|领导干部|党政干部|政府[^，。；]{0,6}(?:领导|名义)"
)
_OTHER_BODIES = re.compile(r"面向[^，。；]{0,10}执法人员|行政执法|成员单位|各?部门|(?:市|县|区|省)直(?:各|机关|单位)|联络员")
_OWN = re.compile(
    r"全?系统|[县市区州旗](?:\([^)]*\))?局|专干|业务|骨干|监管所|执法|科室|医护|医务|全院|网格员|干部职工|全体(?:干部|职工|党员)|机关干部|"
    r"检验员|技术人员|民警|工作人员|柜员|消防员|站所|班子|全员"
)
_LEGISTS = re.compile(r"法制办|司法局|依法治|政府办")
_LOCAL = re.compile(r"(?:街道(?:办事处)?|镇|乡|社区|村|苏木|嘎查|居委会|村委会|镇人民政府|乡人民政府|镇政府|乡政府|学校|小学|中学|幼儿园)$")
_ONE_BODY = re.compile(r"(?:局|院|公司|集团|大队|支队|总队|学校|小学|中学|大学|行|厂|所|站|厅|署|会)$")
_FOLLOWS_ITS_SCENE = {"materials_distributed", "consultation_service", "written_reflection", "materials_subscription", "inspection"}


_OUTSIDE = r"学生|学校|小学|中学|校园|居民|村|社区|市民|群众|用户|客户|路人|行人|广场|公众|游客|乘客|家长|入户|老人|街|集市|乡镇"


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known beside the words: the section's front, that of the event around it, that of the deed before it in its
    sentence, and who acts."""

    section: str | None = None
    host: str | None = None
    before: str | None = None
    actors: tuple[str, ...] = ()
    firm: bool = False  # whether a firm issued the text


def section_front(heading: str) -> str | None:
    """The front that a section's topic sentence names (一是推动各级政府主导宣贯).

    >>> section_front("四是推动相关企业积极宣贯。")
    'enterprises'
    """
    for pattern, front in _SECTIONS:
        if pattern.search(heading):
            return front
    return None


def front_of(activity: str, words: str, *, ruled: str | None, setting: Setting) -> str:
    """`words` are the deed's own clauses; `ruled` what its rule says."""
    if activity in MEDIA:
        return "media"
    if ruled:
        return ruled
    front = _TABLE.get(activity, _by_audience)(activity, words, setting)
    if front == "public" and setting.firm and not re.search(_OUTSIDE, words):
        return "enterprises"  # a firm teaches its own people unless it says otherwise
    return front


def _training(activity: str, words: str, around: Setting) -> str:
    if re.search(r"村[^，。；]{0,6}干部|社区干部|乡镇[^，。；]{0,8}(?:干部|领导)|政府[^，。；]{0,6}(?:领导|名义)|党政", words):
        return around.section if around.section in ("government", "departments") else "government"
    if around.section and around.section not in ("media", "public"):
        return around.section
    if re.search(r"公务员|领导干部|党政干部|村[“”□]{2,5}干部|嘎查长|村(?:支书|主任)", words):
        return "government"
    if "执法" in words and any(_LEGISTS.search(name) for name in around.actors):
        return "departments"
    if _OTHER_BODIES.search(words):
        return "departments"
    if _OWN.search(words) and not _FIRM.search(words):
        return "internal"
    if re.search(r"普查员|调解员|护林员|信息员|明白人|农民|种植|养殖户?|社区工作者|楼栋长|家政|司机|机手", words) or _PUPILS.search(words) or "保洁" in words or "教师" in words:
        return "public"
    if any(_LOCAL.search(name) for name in around.actors) or "全" in "".join(name[:1] for name in around.actors if "系统" not in name):
        return "public"
    return "internal"


def _study(activity: str, words: str, around: Setting) -> str:
    if _PUPILS.search(words):
        return "public"
    if around.section and around.section not in ("media", "public"):
        return around.section
    governing = r"(?:党委|县委|市委|区委|旗委|州委|省委|政府)[^，。；]{0,10}(?:中心组|常务会|常委会)|领导干部|(?:村|社区)[^，。；]{0,4}干部|[乡镇]党委"
    if re.search(governing, words + "，".join(around.actors)) and not re.search(r"局|集团|公司|学校|医院|[本该]院|厅", words + "，".join(around.actors)):
        return "government"
    return "enterprises" if _FIRM.search(words + "，".join(around.actors)) and "局" not in words else "internal"


def _lecture(activity: str, words: str, around: Setting) -> str:
    if around.section and around.section != "media":
        return around.section
    if re.search(r"(?:村|社区|乡镇|镇村|两委|党政|领导|公务)[^，。；、]{0,6}(?:干部|员)", words):
        return "government"
    if re.search(r"(?:市|县|区|省|州)直[^，。；]{0,6}(?:干部|公务员)", words):
        return "government"
    if _PUPILS.search(words):
        return "public"
    if re.search(r"(?:局|部门)等?(?:\d+[^，。；]{0,3}单位|[^，。；]{0,6}开展)|执法人员|成员单位", words) and re.search(r"到|为|面向|对", words):
        legist = not around.actors or any(_LEGISTS.search(name) for name in around.actors)
        return "departments" if legist or "执法人员" not in words else "internal"
    if any("系统" in name for name in around.actors) or re.search(r"机关[^，。；]{0,8}(?:干部|职工)", words):
        return "internal"
    if _FIRM.search(words):
        return "enterprises"
    if re.search(r"中心组|党委|党组|局机关|全局|全院|名干部|护士|医师|干部职工|全体干部|全体党员|系统|全院|科室|医护|作[^，。；]{0,4}(?:辅导报告|专题辅导|专题党课)", words):
        return "internal"
    return "internal" if around.before == "internal" else "public"


def _conference(activity: str, words: str, around: Setting) -> str:
    if around.section and around.section != "media":
        return around.section
    if re.search(r"新闻发布|通气会|吹风会|家长会|院坝会|班会|居民", words):
        return "public"
    bodies = re.search(r"成员单位|各部门|部门|(?:市|县|区|省|州|旗)直|单位负责人|单位代表|联络员|职能", words)
    if bodies and not re.search(r"广场|十字街|群众|市民", words):
        return "departments"
    if re.search(rf"\d[余多]?家[^，。；]{{0,8}}{FIRM}", words):
        return "enterprises"
    if any(re.search(r"(?<![省市县区州旗])(?:党委|党组|党总支|支部)$", name) for name in around.actors):
        return "internal"
    if re.search(r"系统|党组会|局务会|办公会|厅务会|院务会|校务会|行务会|党委会|班子会|例会|职工大会|全体(?:干部|职工|员工|民警)|[县市区](?:\([^)]*\))?局|科室|站所", words):
        return "internal"
    if (_FIRM.search(words) or re.search(r"定点[^，。；]{0,4}机构", words)) and "企业代表" not in words:
        return "enterprises"
    if _GOVERNING.search(words) or re.search(r"各乡镇|乡镇街道|村?(?<!机关)干部(?!群众|职工|和)|常务会|常委会", words):
        return "government"
    if re.search(r"部署|动员|研究", words) and len(around.actors) == 1 and _ONE_BODY.search(around.actors[0]) and not _PUPILS.search(words):
        return "internal"
    if re.search(r"负责人|部门", words) and not re.search(r"广场|十字街|群众|市民", words):
        return "departments"
    return "public"


def _plan(activity: str, words: str, around: Setting) -> str:
    if around.section and around.section not in ("media", "public"):
        return around.section
    if re.search(r"[局院](?:均|都|分别|结合|全部|也)", words):
        return "internal"
    if re.search(r"联合|会同|领导小组|部门|安委会|办公室|[局委办部]、|各(?:乡镇|街道|县|区|市|成员|有关)(?![^，。；]{0,12}局)|成员单位", words) and not re.search(r"系统|成立", words):
        return "departments"
    if re.search(r"局|系统|院|大队|支队|本[校院]|学校|公司", words):
        return "internal"
    own = [name for name in around.actors if _ONE_BODY.search(name) and not re.search(r"委员会$|政府$", name)]
    return "internal" if len(around.actors) == 1 and own else "departments"


def _quiz(activity: str, words: str, around: Setting) -> str:
    if re.search(r"干部职工|业务骨干|机关干部|青年干部|全体干部|全员|柜员|员工技能|全?系统|医护|护理|科室|监察人员|监管人员|执法人员|民警|职工", words):
        return "internal"
    if around.host == "departments" or re.search(r"行政执法|成员单位|部门", words):
        return "departments"
    if re.search(r"考试|测试|测验|闭卷|开卷", words) and not _PUPILS.search(words):
        return around.before or around.section or "internal"
    return _by_audience(activity, words, around)


def _reflection(activity: str, words: str, around: Setting) -> str:
    if around.section is None and re.search(r"支行|科室|干部|职工|各[局所股处]|党员|心得|体会", words) and not _PUPILS.search(words):
        return "enterprises" if around.before == "enterprises" or re.search(r"员工", words) else "internal"
    return _by_audience(activity, words, around)


def _pledge(activity: str, words: str, around: Setting) -> str:
    if "人大" in words or "宪法宣誓" in words:
        return "government"
    if _FIRM.search(words) or "enterprises" in (around.host, around.before) or re.search(r"定点[^，。；]{0,4}机构", words):
        return "enterprises"
    if re.search(r"干部职工|全体(?:干部|职工|党员|医护)|科室|机关干部|医护", words):
        return "internal"
    return "public"


def _agreement(activity: str, words: str, around: Setting) -> str:
    if re.search(r"家长|村民|居民|农户|牧民|渔民|住户|学校|学生|监护人", words):
        return "public"
    if re.search(FIRM + r"[^，。；]{0,8}签|与[^，。；]{0,12}" + FIRM, words):
        return "enterprises"
    if around.before in ("enterprises", "public") and not re.search(r"与|同", words):
        return around.before
    if re.search(r"各类|责任书\d|责任状\d|份$", words) and not re.search(r"各(?:乡镇|镇|街道|社区|村|单位|部门|县)|政府|局与", words):
        return "public"
    return "government"


def _by_audience(activity: str, words: str, around: Setting) -> str:
    if around.section and around.section != "media":
        return around.section
    if re.search(r"向[^，。；]{0,12}(?:单位|部门|机关)(?:发放|赠送|印发|分送|寄送)", words) and not _FIRM.search(words):
        return "departments"
    if _FIRM.search(words) and not _PUPILS.search(words):
        return "enterprises"
    if _PUPILS.search(words):
        return "public"
    if activity == "consultation_service" and around.before == "enterprises" and not _PUPILS.search(words):
        return "enterprises"
    return (around.host if activity in _FOLLOWS_ITS_SCENE else None) or "public"


def _street(activity: str, words: str, around: Setting) -> str:
    return around.section if around.section == "enterprises" else "public"


def _other(activity: str, words: str, around: Setting) -> str:
    if "演练" in words and re.search(r"职工|员工|场部|干部|医护|科室", words) and not _PUPILS.search(words):
        return "enterprises" if _FIRM.search(words) and "职工" not in words else "internal"
    return _by_audience(activity, words, around)


def _enterprises(activity: str, words: str, around: Setting) -> str:
    return "enterprises"


_TABLE = {
    "training_course": _training,
    "enterprise_training": _enterprises,
    "enterprise_visit": _enterprises,
    "study_session": _study,
    "lecture": _lecture,
    "conference": _conference,
    "plan_issued": _plan,
    "responsibility_assignment": _plan,
    "quiz_or_contest": _quiz,
    "written_reflection": _reflection,
    "signature_or_pledge": _pledge,
    "agreement": _agreement,
    "exhibition_or_street_event": _street,
    "other": _other,
}
