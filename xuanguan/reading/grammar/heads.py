"""The nouns that can act: what names of bodies, their staff and persons end in, and what never acts."""

from __future__ import annotations

import re

from xuanguan.reading.lexicon import LEADER

UNIT = (
    r"(?:省|市|州|盟|县|(?<!小)(?<!校)(?<!景)(?<!展)(?<!辖)(?<!片)(?<!城)(?<!山)(?<!社)区|旗|镇|"
    r"(?<!城)(?<!家)(?<!下)乡|(?<!老)街道|(?<!农)(?<!进)村|社区|局|厅|(?<!编)委|办|(?<!全)(?<!内)(?<!干)部|处|科|股|"
    r"室|系统内部|"
    r"(?<!场)所|(?<!车)(?<!加油)(?<!地铁)站|队|学院|医院|法院|法庭|检察院|研究院|卫生院|福利院|养老院|检验院|党校|学校|"
    r"中学|小学|大学|幼儿园|一中|二中|三中|中心|协会|学会|商会|消协|妇联|工会|联合会|工商联|残联|消委会|红十字会|"
    r"关工委|业委会|侨联|安委会|食安委|妇儿工委|"
    r"科协|文联|侨联|社联|团委|团市委|团县委|团区委|团省委|公司|企业|集团|工厂|银行|政府|党委|党组|纪委|监委|人大|"
    r"政协|中心组|小组|(?:工作|检查|督导|宣讲|服务|指导|专家)组|专班|办公室|指挥部|委员会|常委会|管委会|居委会|"
    r"村委会|电视台|电台|卫视|报社|"
    r"融媒体中心|日报|剧团|宣讲团|服务团|讲师团|法律顾问团|合作社|供销社|联盟|基地|馆|支部|总支|系统|部门|单位|机构|"
    r"乡镇|镇街|各地|等地|两地|三地|市州|区县|县区|市县|分局|分公司|支行|分行|农商行|农信社|信用社|网点|商业银行|超市|商场|酒店|药店|车站|"
    r"苏木|嘎查|牧场|农场|林场|团场|连队|邨|书院|幼稚园|署|安老院|[一二三四五六七八九十]团|[一二三四五六七八九十]师|车务段|工务段|机务段|海事处|海关|该关|该处|我关|专题会议|卫生室|该行|我行|本行|该会|本会|我会|该园|该馆|基金会|救援队|工作站|康健站|屋苑|"
    r"运营商|主办方|承办方|我局|我委|我院|我校|我镇|我乡|我县|我市|我区|本院|本局|军分区|武装部|派出所|司法所|图书馆|"
    r"文化馆|博物馆|班子|机关|科室|院|厂|店|社|环保设施)"
)
STAFF = (
    r"(?:工作人员|执法人员|干部职工|党员干部|机关干部|村干部|社区干部|干部|职工|民警|官兵|法官|检察官|律师|医务人员|"
    r"医护人员|志愿者|网格员|宣传员|宣讲员|技术人员|技术骨干|业务骨干|检验人员|监管人员|税务人员|消防员|骨干|"
    r"员工|护士|医生|经理|柜员|护林员|联络员|"
    r"辅警|讲师|老师|教师|专家|代表|普法志愿者|法律明白人|宣传小分队|小分队|队员|党员|人员)"
)
HEAD_UNIT_PATTERN = re.compile(rf"(?:{UNIT}|全[省市县区镇乡州系统]+|各级)(?:[(（][^)）]{{1,8}}[)）])?$")
HEAD_STAFF_PATTERN = re.compile(rf"(?P<unit>.*?)的?(?P<staff>{STAFF})(?:[老小][\u4e00-\u9fff])?$")
HEAD_PERSON = re.compile(rf"{LEADER}(?:[\u4e00-\u9fff]{{2,3}})?$")
PERSON_FIRST = re.compile(
    rf"(?P<title>[\u4e00-\u9fff]{{0,20}}?(?:副)?{LEADER}(?:兼[^，。；]{{1,8}})?)(?P<name>[\u4e00-\u9fff]{{2,3}})$"
)
TITLED = re.compile(
    r"^(?P<title>[\u4e00-\u9fff]{0,24}?(?:民警|法官|检察官|律师|医生|医师|护士长|教授|工程师|研究员|助理|警官|讲师|顾问|宣讲员|指导员|农艺师|辅导员|农技员|成员|总监|专家|委员|技师|工匠|劳模|工人))"
    r"(?P<name>[\u4e00-\u9fff]{2,3})$"
)
PERSON_LAST = re.compile(
    r"^(?P<name>[\u4e00-\u9fff]{2,3})(?P<title>副?(?:省长|市长|州长|县长|区长|镇长|书记|主席|主任|局长|厅长|部长))$"
)
ACCOUNT = re.compile(r"“(?P<name>[^“”]{2,14})”(?:微信|官方)?(?:公众号|抖音号?|视频号|微博|快手号?|头条号|客户端)")
PAPER = re.compile(r"《(?P<name>[^《》]{1,14}(?:报|周刊|杂志|时讯|新闻|快讯))》(?=刊|发|推|专|连|先|报|开|登)")
CHANNEL = re.compile(
    r"(?:的)?(?:门户网站|官方网站|官网|网站|官方微博|微博|官方微信|微信公众号|公众号|抖音号|政务新媒体|微信|视频号|"
    r"官微|短信平台|机关|(?:LED|电子|显示|大)+屏)$"
)
NOT_ACTING = re.compile(
    r"^(?:现场|活动|会议|仪式|本次|此次|该活动|培训|讲座|课程|通过|据|在|对|向(?!阳|塘|海|荣)|为|从(?!江|化|台)|让(?!胡)|使|以|把|"
    r"将|与|及|和(?!平|田|顺|龙|静|硕|县|林|政|布)|于(?!都|田|洪)|是|不|有|其中|由于|因|随着|当(?!阳|涂|雄)|提请|报请|商请|共(?!青|和)|每|这|那|一|某)|"
    r"[，。；：！？]|(?:展板|横幅|资料|手册|折页|问题|咨询|群众|市民|居民|学生|家长|师生|观众|游客|企业家|经营者|"
    r"消费者)$|走进|来到|面向|覆盖|深入|涉及|邀请|走访|组建|由|惠及|吸引|辐射|接待|解答|走出|走向|迈出|发放|提供|受益|群体|小区$|"
    r"广场$|热潮$"
)


def _last_characters(pattern: str) -> frozenset[str]:
    words = re.sub(r"\(\?<?[!=][^)]*\)|\(\?:|\)", "", pattern).split("|")
    return frozenset(word[-1] for word in words if word)


# The last character alone rules most candidates out, before the long alternation is tried at every position.
_UNIT_ENDS = _last_characters(UNIT) | frozenset("省市县区镇乡州系统级)）")
_LONGEST_HEAD = 18
_STAFF_ENDS = _last_characters(STAFF)


def heads_unit(words: str) -> re.Match[str] | None:
    """The noun at the end of a name that says it can act; None if there is none."""
    # no head is longer than a few characters, with its brackets some sixteen
    return HEAD_UNIT_PATTERN.search(words, max(0, len(words) - _LONGEST_HEAD)) if words and words[-1] in _UNIT_ENDS else None


def heads_staff(words: str) -> re.Match[str] | None:
    return HEAD_STAFF_PATTERN.match(words) if words and words[-1] in _STAFF_ENDS else None
