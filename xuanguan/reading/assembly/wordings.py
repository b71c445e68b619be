"""How the clauses of one sentence hang together: words that go on, make ready, split, show, attend. Patterns only."""

import re

from xuanguan.reading.assembly.deeds import STREET

SCENES = frozenset({STREET, "conference", "training_course", "enterprise_training", "lecture", "enterprise_visit", "study_session", "quiz_or_contest", "signature_or_pledge"})
DISPLAY = frozenset({"boards", "banners"})
TALLY = re.compile(r"共|累计|活动|统计|总计|合计|现场|期间|整场")
BARE_VIDEOS = re.compile(r"(?:视频|公益片|宣传片|短片)[^，。；]{0,6}\d")
BARE_PIECES = re.compile(r"(?:刊发|刊登|刊载)[^，。；报]{0,14}\d")
SCREENS = re.compile(r"屏|喇叭|应急广播|村村响")
MEANS = re.compile(r"(?:通过|采取|以)[^。；]{0,60}(?:等|相结合的)(?:多种)?(?:形式|方式|途径)|引导[^，。；]{0,20}$")
# A meeting that turns out to study, a visit that turns out to check: one deed, named by what was done there.
BECOMES = {("conference", "study_session"), ("enterprise_visit", "inspection")}
ANEW = re.compile(r"(?:并|还|又|再|同时)?(?:赴|前往)|(?:并|还|又|再|同时)邀请")  # 并赴南充等地宣讲: a second talk
TAUGHT = re.compile(r"(?:共|累计)?培训(?!班|会|课)[^，。；\d]{0,14}\d[\d.,]*[万千百]?[余多]?(?:人次|人|名)")
SIGHT = re.compile(r"(?:缩影|剪影|一角|一幕)。?$")  # 这是…巡讲的一个缩影: says again what is told elsewhere
AUDIENCE_OF_MEDIA = re.compile(r"^(?!.*(?:发布|推送|推出|开设))[^，。]{0,14}(?:播放|阅读|点击|浏览|观看)量")
CONTENT = re.compile(
    r"(?:并)?明确|对[^，。；]{0,30}(?:作出|进行|提出|做出)(?:了)?(?:具体)?(?:安排|部署|要求)|"
    r"就[^，。；]{0,30}(?:作出|进行)(?:安排|部署)"
)
# What is made ready for the deed that follows: its numbers wait for it.
MAKES_READY = re.compile(
    r"(?:还|并|又|同时|先后|共|积极|已|分头|分别)?(?:走进|深入|来到|分赴|奔赴|前往|走遍|组建|成立|抽调|选派|派出|动员|编印|编写|编制|开发|招募|聘请|选取|选定|组成|整合|投入|筹集|安排|搭建|搭起)"
)
# What goes on telling of the same deed behind a semicolon.
GOES_ON = re.compile(
    r"(?:共|累计|合计|总计|其中|参加|参与|参训|到场|吸引|覆盖|惠及|受益|受教育|受众|观众|听众|服务|阅读|播放|点击|浏览|接待|收到|征集|"
    r"[^，。；]{0,10}\d[^，。；]{0,10}(?:参加|参与|参训|到场|观看|受益))"
)
# Whose actors' names tell the audience too.
BY_NAME = frozenset({"plan_issued", "responsibility_assignment", "agreement", "training_course", "study_session"})
ENTERS = re.compile(r"(?:走进|深入)[^，。；]{2,12}\d$")
HELD_BY = re.compile(r"(?:此次|本次|该|当天的)?(?:活动|启动仪式|仪式|培训班?|竞赛|比赛|讲座|会议|论坛|展览|大赛)由")
HANDS = re.compile(r"发放|派发|散发|分发|赠|送|印|张贴|寄")
# What an event shows is not what it hands out.
SHOWS = re.compile(r"(?:现场|还|并|共)?(?:展示|展出|陈列|摆放|设置|悬挂|搭建|摆出|收回|回收)")
# Built to stay: no furniture of one day.
LASTING = re.compile(r"建成|新?建|打造|建立|刷写|绘制|喷绘")
# Deeds of another trade: what they count belongs to no claim.
OTHER_TRADE = re.compile(
    r"(?:现场|并|还|共|已|同时|累计|依法)?(?:通报|追回|查处|发现|整改|下架|罚款|抽检|排查|检定|立案|侦破|办理|办结|化解|调处|销毁|没收|拨付|落实资金|投资|"
    r"修订|评出|表彰|捐赠|捐款|募集|献血|采集|栽种|种植|清运|清理|救助|慰问|录用|招聘|达成|(?:电话)?回访|参与调解|调解)"
)
# A sentence that splits what the one before it told.
PARTS = re.compile(r"(?:其中|分类|按类|按对象|具体(?:为|是|看)|从类别)")
ATTENDED = re.compile(r"参加|参训|出席|到会|参与|观摩|聆听|驻足|签名|到场|旁听|参会|参赛|听课")
