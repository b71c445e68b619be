"""What a number measures: decided by its measure word, the nouns around it and the deed it belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from xuanguan.chinese.quantities import Found
from xuanguan.reading.lexicon import FIRM, MEDIA
from xuanguan.reading.tokens import Page

PERSONS = {"人次", "人", "名", "位", "余人", "群众", "学生", "师生", "党员", "干部", "市民", "居民", "村民", "职工", "人员", "学员", "人天"}
_AUDIENCES = {"业主", "用户", "手机用户", "网民", "网友", "观众", "听众"}
_PRINTED = {"份", "册", "本", "张", "套", "单", "页", "份(册)"}
_HELD = {"次", "场", "期", "课", "讲", "节", "堂", "班", "场次", "课时", "批次", "班次", "届", "场/次", "轮", "轮次", "件次", "项次", "个次", "场(次)"}
_VEHICLES = {"台次", "辆次", "车次", "辆", "台(次)"}
_BODIES = {"家次", "市局", "县局", "部门", "单位", "企业", "乡镇", "社区", "市州", "区县", "县区", "学校", "家", "所", "支", "队", "村居", "户次", "间"}
_NEVER = {"元", "余元", "亩", "岁", "天", "年", "小时", "分钟", "公里", "米", "克", "吨", "%", "级", "个月", "周年", "周", "日", "月", "时", "分", "号", "倍",
          "毫米", "厘米", "千克", "度", "秒", "层", "点", "字", "路", "手", "伏", "平方米", "平方公里", "千瓦", "首", "笔", "宗", "例"}
_NO_COUNT = re.compile(r"(?:月|小时|工作日|百分点|方面|环节|阶段|关键|字|重点领域|层面|维度|一批|坚持|意识|维护|规定|不准|必须|目标|步骤|要点|抓手|标志|年头|学时|亿元|世纪|条线|战线|举措|措施|机制|原则|要求|"
                       r"半天|时段|时期|星期|台阶|优秀|方向|文明|率|角度|特色|高地|示范|周期|全覆盖|中心任务|先进|荣誉|奖项|个人)")
_REACHED_BEFORE = re.compile(
    r"(?:覆盖|惠及|受益|辐射|受教育)[^，。；]{0,22}$|"
    r"(?:走进|进入|受教育|受众|受益|覆盖|惠及|辐射|吸引|观众|听众|听讲|观看|围观|接待|阅读|点击|浏览|播放|转发|触达|参观|惠民|"
    r"宣传|服务|收看|曝光|传播|受训群众|影响)[^，。；、\d]{0,8}(?:达|约|近|超|逾|共|量|总量)?[^，。；、\d]{0,4}$"
)
_REACHED_AFTER = re.compile(
    r"^[^，。；、\d]{0,10}(?:驻足|观看|围观|观摩|前来|收看|受益|受教育|浏览|关注|收听|点赞|观众|听众|聆听了|阅读|"
    r"点击|参观|体验)"
)
_TAKES_PART = re.compile(
    r"^[^，。；、\d]{0,14}(?:参加|参与|参训|参赛|参学|到会|出席|同台|答题|签名|参会|竞技|宣誓|晨读|参演|同步|赴|"
    r"现场办公|上台|全程|到场|接受培训|学习|集体|报名|聆听|比拼|诵读)"
)
_TAKES_PART_BEFORE = re.compile(
    r"(?:参加|参与)[^，。；\d]{0,16}$|(?:参加|参与|参训|参赛|参学|参会|培训|出席|到会|轮训|选手|学员|选派|抽调|组织|出动|组建由|"
    r"由)[^，。；、\d]{0,12}$"
)
_PASSERS_BY = re.compile(r"(?:群众|市民|居民|村民|游客|路人|行人|观众|听众|过往|师生|家长)")
_GOODS = re.compile(
    r"(?:礼品|纪念品|购物袋|环保袋|手提袋|围裙|物品|雨伞|扇子|口罩|毛巾|水杯|实物|用品|奖品|抽纸|帆布袋|食盐|药品|"
    r"洗手液|挂历|台历|礼包|小礼物|文创|鼠标垫|钥匙扣|药包|小样)(?!等[^，。；]{0,4}(?:宣传品|资料|"
    r"材料))[^，。；]{0,6}$"
)
_BANNER = re.compile(r"(?:横幅|墙绘|墙画|彩绘|标语(?!牌|碑)|条幅|布标|跨街)")
_BOARD = re.compile(
    r"(?:展板|版面|展架|宣传栏|警示牌|广告牌|宣传牌|橱窗|挂图|展牌|图板|板报|展示牌|提示牌|公示栏|易拉宝|宣传板|黑板报|墙报|标语牌|标志牌|标识牌|宣传碑|"
    r"图片)"
)
_EACH = re.compile(r"(?:每(?!逢|期)|均)[^\d，；、]{0,14}$")
_JOINS = re.compile(r"^[^，。；、\d]{0,6}(?:加入|成为|报名成为|入选|获)")
_QUESTION = re.compile(r"(?:问题|难题|疑问|提问|疑难|题目|意见(?!建议)|诉求|困惑|询问)")
_OPINION = re.compile(r"意见建议|建议")
_CONSULT = re.compile(r"(?:咨询|解答|答|接待|来访|求助|问询|提供|受理|投诉|询问)")
_DESK = re.compile(r"(?:咨询台|快检台|展台|服务台|咨询点|宣传点|站点|摊位|展位|分会场|服务点|台)")
_FIRM = re.compile(FIRM)
_PLACE_NOUN = re.compile(r"^[个余处]*(?:乡镇|镇街|村|社区|市场|广场|分会场|小区|街道|网点|景区|乡|镇|行政村|点位|岗)")
_PLAYS = re.compile(r"(?:播放|阅读|点击|浏览|观看|转发|点赞|收看|访问|曝光)(?:总)?(?:量|数|次数|率|人次|总量|人数)?(?:均|也|已|共|约|近|达到?|超过?|逾|突破|破|为|累计|计|高达|多达|总计|合计)*$")
_CLOSED_CASE = re.compile(r"(?:案件|隐患|货值|违法|样品|合格|罚款|立案|整改|检定|抽检|表彰|授予|命名|获评|测血|量血|血压|血糖|理发|维修|侦破|查处|销毁|没收|查获|收缴)")
_ACTIVITY_NOUN = re.compile(r"(?:活动|集中宣传|主题宣传|宣传)[^，。；\d]{0,8}$")
_FOLLOWERS = re.compile(r"(?:粉丝|关注量|关注人数|用户数)")
_SCREENS = {"块", "台", "辆", "座", "个", "部"}
_DOCUMENT = re.compile(r"(?:问卷|答题卡|调查表|选票|作品|答卷|试卷)[^，。；]{0,8}$")
_DESK_COUNTED = re.compile(r"(?:咨询台|展台|服务台|桌|摊位|展位)(?:[^，。；]{0,2}$|(?=，))")
_REPORTED = re.compile(r"(?:报道|刊发|播发|刊登)[^，。；]{0,4}$")
_COMES_OR_HELPS = re.compile(r"参观|选派|组织\d?$|由$|受教育|受众|覆盖|惠及|吸引|观看|听众|受益")
_ESSAY = re.compile(r"(?:心得|体会|论文|征文|文章|读后感|作品|调研报告)")


@dataclass(frozen=True, slots=True)
class Context:
    """The words just before and after a number, inside its clause, and the whole clause."""

    before: str
    after: str
    clause: str

    @classmethod
    def of(cls, page: Page, found: Found, start: int, end: int) -> Context:
        text = page.mask
        while start > 0 and text[start - 1] == "、":  # 覆盖企业310家、职工1800人: the verb stands before the list
            start = page.atoms[page.atom_at(start - 1)].start
        return cls(text[max(start, found.start - 24) : found.start], text[found.end : min(end, found.end + 24)], text[start:end])


def name_of(found: Found, activity: str, context: Context) -> str | None:
    """The measure's name from the closed list; None where the number measures nothing that was done.

    >>> from xuanguan.chinese.quantities import find_quantities
    >>> text = "发放手册600份"
    >>> name_of(next(find_quantities(text)), "materials_distributed", Context("发放手册", "", text))
    'copies'
    """
    unit = found.quantity.unit
    if unit == "节" and context.after.startswith("期间"):
        return None
    if re.match(r"[^，。；]{0,4}(?:获|荣获|被评|被授|入选|评为)", context.after):
        return None
    if unit in ("批", "路", "组", "片") and context.before.endswith("分"):
        return None  # 分两批: how, not how much
    if unit in _NEVER or _per_head(context.before) or (unit in ("个", "项", "大", "种", "条", "类", "点", "支") and _NO_COUNT.match(context.after)):
        return None
    if unit not in _PRINTED and (unit not in PERSONS or "血" in context.before[-6:]) and _CLOSED_CASE.search(context.before[-12:]):
        return None
    for said, name in _signs_of(unit, activity):
        if said(context):
            return name
    return _by_unit(unit, activity, context)


def _per_head(before: str) -> bool:
    """每天不少于10次, 每人1份: no total can be told from it."""
    return ("每" in before or "均" in before) and bool(_EACH.search(before))


def _is_person(unit: str) -> bool:
    return unit in PERSONS or unit in _AUDIENCES


# A measure that no such deed has, so that the event of the scene can take the number.
ELSEWHERE = "elsewhere"

# Which measure word in which deed a sign is about, and the words around the number that it needs. The first half is
# asked once for each pair of the two.
_SIGNS: tuple[tuple[Callable[[str, str], bool], Callable[[Context], bool], str], ...] = (
    (lambda u, a: a == "consultation_service", lambda c: bool(re.search(r"征求|征集|收集", c.before[-9:])), ELSEWHERE),
    (
        lambda u, a: u in ("条", "件", "个", "项", "余件") and a not in ("consultation_service", "written_reflection", "exhibition_or_street_event"),
        lambda c: bool(re.search(r"(?:征求|征集|收集|梳理|听取)[^，。；\d]{0,10}(?:意见|建议|诉求|问题)[^，。；\d]{0,4}$", c.before)), "questions",
    ),
    (lambda u, a: a == "written_reflection" and u in ("篇", "份", "件", "幅", "个", "张"), lambda c: True, "reports_written"),
    (lambda u, a: u in ("条", "条次", "幅", "个", "处", "块", "面", "张", "副"), lambda c: bool(_BANNER.search(c.before[-8:] + c.after[:5])), "banners"),
    (
        lambda u, a: u in ("块", "个", "幅", "版", "面", "张", "期", "处", "套", "组") and a not in MEDIA[:6] and a != "materials_distributed",
        lambda c: bool(_BOARD.search(c.before[-7:] + c.after[:5])), "boards",
    ),
    (
        lambda u, a: a in ("materials_distributed", "consultation_service") and u in ("块", "版", "面"),
        lambda c: bool(_BOARD.search(c.before[-7:] + c.after[:5])), ELSEWHERE,
    ),
    (lambda u, a: u in ("张", "个", "处", "套"), lambda c: bool(_DESK_COUNTED.search(c.before) or _DESK_COUNTED.match(c.after)), "items"),
    (lambda u, a: a in MEDIA and u in ("次", "篇", "条"), lambda c: bool(_REPORTED.search(c.before)), "posts"),
    (lambda u, a: u in ("块", "版") and a in ("exhibition_or_street_event", "conference"), lambda c: True, "boards"),
    (lambda u, a: u in _VEHICLES - {"辆"}, lambda c: True, "trips"),
    (lambda u, a: u == "辆" and a != "broadcast_video", lambda c: "车" in c.before[-5:] and "公交" not in c.before, "trips"),
    (
        lambda u, a: u in ("台", "次"),
        lambda c: "车" in c.before[-6:] and "公交" not in c.clause and "电视" not in c.clause, "trips",
    ),
    (
        lambda u, a: u == "条" and a == "message_push",
        lambda c: ("短信" in c.clause and "信息" not in c.before[-4:]) or "提醒" in c.before[-8:], "messages",
    ),
    (lambda u, a: u in ("次", "人次", "件次", "人", "", "余次"), lambda c: bool(_PLAYS.search(c.before)), "people_reached"),
    (lambda u, a: a == "consultation_service", lambda c: bool(_OPINION.search(c.before[-6:])), "items"),
    (lambda u, a: a == "consultation_service" and u in ("起", "条", "件", "个"), lambda c: "线索" in c.before[-4:], "items"),
    (
        lambda u, a: u in ("个", "条", "条次", "件", "道", "题", "项", "起") and a in ("consultation_service", "quiz_or_contest"),
        lambda c: bool(_QUESTION.search(c.before[-7:] + c.after[:4])), "questions",
    ),
    (lambda u, a: a == "consultation_service" and _is_person(u), lambda c: not _COMES_OR_HELPS.search(c.before[-8:]), "consultations"),
    (
        lambda u, a: a == "consultation_service" and u in ("件", "次", "项次", "起", "项", "个", "例", "条", "批次", "件次", "余项次"),
        lambda c: True, "consultations",
    ),
    (lambda u, a: u == "个" and a == "exhibition_or_street_event", lambda c: "活动" in c.before[-5:], "activities"),
    (
        lambda u, a: u in ("场", "次", "场次") and a == "exhibition_or_street_event",
        lambda c: not re.search(r"开放|展|演|播|义诊", c.before[-14:]), "activities",
    ),
    (
        lambda u, a: u in _HELD | {"项"} and a == "exhibition_or_street_event",
        lambda c: bool(_ACTIVITY_NOUN.search(c.before[-10:]) or re.match(r"[^，。]{0,12}活动", c.after)), "activities",
    ),
    (lambda u, a: u == "项" and a == "plan_issued", lambda c: "活动" in c.after[:8], "activities"),
    (lambda u, a: True, lambda c: bool(_FOLLOWERS.search(c.before[-6:])), "items"),
)


@cache
def _signs_of(unit: str, activity: str) -> tuple[tuple[Callable[[Context], bool], str], ...]:
    return tuple((words, name) for about, words, name in _SIGNS if about(unit, activity))


def _by_unit(unit: str, activity: str, context: Context) -> str | None:
    if _is_person(unit):
        return _people(unit, activity, context)
    if unit in _PRINTED:
        if re.search(r"(?:读本|手册|折页|资料|处方|传单|宣传单|宣传册|宣传页|单页|海报|倡议书|一封信)[、和及与][^，。；]{0,8}$", context.before):
            return "copies"  # a mixed list counted in 份
        if _DOCUMENT.search(context.before) or re.search(r"(?:奖品|礼品|纪念品)[^，。；、]{0,3}$", context.before) or (_GOODS.search(context.before[-9:]) and activity == "materials_distributed"):
            return "items"
        return "copies"
    if unit == "":
        return _unmeasured(activity, context)
    if activity in MEDIA and unit == "期" and re.search(r"视频|短片|动画|微电影", context.before[-8:]):
        return "posts"
    if activity in MEDIA and unit in ("条", "条次", "篇", "篇次", "部", "集", "则", "段", "个", "版", "幅", "件"):
        if unit == "个" and not re.search(r"视频|短片|作品|推文|图文|片|话题|专版|专刊|专题", context.before[-8:] + context.after[:6]):
            return "items"
        return "posts"
    if unit == "户" and _FIRM.search(context.after[:8]):
        return "enterprises"
    if unit in _BODIES or unit == "个":
        return _bodies(unit, activity, context)
    if unit in _HELD:
        return "sessions"
    return "items"


def _unmeasured(activity: str, context: Context) -> str | None:
    """参训人数达1200, 点击量21.3万: only the words before the number say what it counts."""
    before = context.before
    if re.search(r"(?:播放|阅读|点击|浏览|观看|访问|曝光|收看|收听|转发|受众|覆盖|参观)[^，。；]{0,10}$", before):
        return "people_reached"
    if re.search(r"人[次数][^，。；]{0,6}$", before):
        return _people("人", activity, context)
    if re.search(r"(?:发放|发行|赠阅|印|分发|派发)[^，。；]{0,10}$", before):
        return "copies"
    return None


def _people(unit: str, activity: str, context: Context) -> str | None:
    before, after = context.before, context.after
    if activity in MEDIA:
        return "people_reached"
    if activity == "materials_distributed" and not _TAKES_PART.match(after):
        return "people_reached"
    if _JOINS.match(after):
        return None
    if activity == "exhibition_or_street_event" and before.endswith("吸引"):
        return "people_reached"
    if activity in ("exhibition_or_street_event", "other") and re.search(r"(?:群众|市民|观众|居民)$", before):
        return "people_reached"
    takes_part, reached = _TAKES_PART.match(after), _REACHED_AFTER.match(after)
    if takes_part and (not reached or takes_part.end() < reached.end()):
        return "participants"
    if reached or _REACHED_BEFORE.search(before[-20:]):
        return "people_reached"
    if _TAKES_PART_BEFORE.search(before[-14:]):
        return "participants"
    if activity == "lecture" and re.search(r"[为向给对]$", before) and not re.search(r"干部|学员|骨干|人员|代表|党员", after[:10]):
        return "people_reached" if re.match(r"[^，。；]{0,4}(?:中小学生|群众|居民|村民|市民|职工|师生)", after) and len(after) > 4 else "participants"
    if activity in ("exhibition_or_street_event", "other") and _PASSERS_BY.search(before[-5:] + after[:4]):
        return "people_reached"
    return "participants"


def _bodies(unit: str, activity: str, context: Context) -> str | None:
    noun = context.after[:14].split("、")[0]
    if unit == "个" and not noun.strip("，。；") and re.search(r"(?:单位|部门|机构|科室)$", context.before):
        return "units"  # 覆盖单位12个
    if unit == "户次" and not _FIRM.search(context.before[-8:]):
        return "items"
    if unit in ("支", "队") or (unit == "个" and activity in ("responsibility_assignment", "agreement") and _PLACE_NOUN.match(noun.replace("县", "乡"))):
        return "units"
    firms_only = activity in ("signature_or_pledge", "enterprise_visit", "enterprise_interview", "inspection", "enterprise_training")
    if unit == "家" and firms_only and not re.search(r"医院|学校|单位|部门|机构|协会", noun + context.before[-6:]):
        return "enterprises"
    if re.match(r"(?:成员|市直|县直|区直|省直|责任)?(?:部门|单位)(?!食堂)", noun):
        return "units"
    if unit in ("企业", "商户") or _FIRM.search(noun[:8]) or (unit in ("家", "单位", "家次", "户次", "户", "间") and _FIRM.search(context.before[-8:])):
        return "enterprises"
    if unit in ("乡镇", "社区", "村居") or (unit == "个" and _PLACE_NOUN.match(noun)):
        return "units" if re.search(r"的\d|负责|干部|代表|参加|参训|书记|主任|支书", context.after[:14]) else "items"
    if unit in _BODIES:
        return "units"
    if re.match(r"(?:行业|市直|县直|区直|成员|责任|职能|相关|有关|行政|执法|监管|市区|市级|县级|区级|驻|主管|省直|科|处)?[^，。；、\d]{0,8}(?:部门|单位|教学班|班级|连队|(?:市场|监管|派出|司法|卫生)所|小组|分队|组(?!织)|局|科室|科队|机构|机关|中队|大队|学校|医院|党支部|支部|班组)", noun):
        return "units"
    return "items"
