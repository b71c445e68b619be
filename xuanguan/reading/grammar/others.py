"""Inspections that also teach, and what has no kind of its own: household calls, drills, shows, cars."""

import re

from xuanguan.reading.rules import Rank, Rule

INSPECTION = Rule(
    name="checks that spread the rules",
    activity="inspection",
    rank=Rank.TEACHING_CHECK,
    anchors=("检查", "指导", "督导", "督查", "巡查", "一边", "边宣", "边讲"),
    pattern=re.compile(
        r"(?:边|一边)检查[^。；]{0,40}?(?:边|一边)[^，。；]{0,8}(?:宣|讲)|(?:宣讲|宣传)检查|"
        r"检查[^，。；]{0,14}(?:宣传|宣讲|宣贯)|(?:督导|督查)[^，。；]{0,8}(?:宣传|宣贯|普法|检查)|指导检查"
        r"|现场指导\d|检查[，、](?:带头|同步|现场)?(?:宣传|宣讲|宣贯)"
    ),
    reaches_back=True,
    reads=(
        "镇应急办干部深入4家零售店，边检查边宣讲。",
        "执法人员来到3家农资店，一边检查标签，一边向店主讲解条款。",
        "应急所对2家零售店开展了上门宣讲检查。",
        "其他局领导多次到各地指导检查，带头宣贯。",
        "县委宣传部督导宣传工作12次。",
    ),
    leaves=("检查企业200家次，发现隐患35处。", "抽检样品300批次。"),
)

HOUSEHOLD = Rule(
    name="calls on households",
    activity="other",
    rank=Rank.OTHER,
    anchors=("入户", "上门宣传", "户"),
    pattern=re.compile(
        r"入户(?:走访|宣传|宣讲|排查|发放|讲解)[^，。；]{0,26}?\d|(?:走访|上门)[^，。；]{0,14}(?:家庭|住户|农户|居民|"
        r"群众|村民)[^，。；]{0,6}\d|入户宣传"
    ),
    reads=(
        "全区共组织入户宣传3.6万户。",
        "干部分片包户，入户走访家庭860户。",
        "网格员上门走访居民1200户。",
        "医生入户讲解手卫生知识300余户。",
        "村干部走访群众560户。",
    ),
    leaves=("家家户户都知道。", "开户数量上升。"),
)

DRILL = Rule(
    name="drills, shows and other programmes",
    activity="other",
    rank=Rank.DRILL,
    anchors=("体验", "操作", "演示", "演练", "演出", "巡演", "晚会", "模拟法庭", "节目", "文艺", "快板", "小品", "放映"),
    pattern=re.compile(
        r"(?:逃生|灭火|急救|救护|自救)[^，。；]{0,10}(?:体验|操作|演示)[^，。；]{0,4}\d|(?:开展|举行|组织|举办|进行|参与)[^，。；]{0,24}(?:演练|演出|巡演|晚会|模拟法庭|文艺汇演|专场演出)|(?:演练|"
        r"演出|巡演|汇演)[^，。；]{0,6}?\d|(?<!访谈)(?<!专题)节目[^，。；]{0,4}\d+余?个|(?:表演|编排|排演|演出|"
        r"放映)[^，。；]{0,20}(?:节目|小品|快板|戏|电影)[^，。；]{0,10}?\d"
    ),
    reads=(
        "组织疏散演练154次。",
        "县剧团排演的普法小戏巡演18场，观众约1.2万人次。",
        "在县第三中学举行模拟法庭活动，师生350人观摩。",
        "各镇组织文艺演出4场，台下观众逾3000人。",
        "表演环保时装秀等节目11个。",
    ),
    leaves=("节目单已印好。", "观看电视节目。"),
)

CARS = Rule(
    name="publicity cars sent out",
    activity="other",
    rank=Rank.OTHER,
    anchors=("宣传车", "流动车", "普法车", "大篷车"),
    pattern=re.compile(
        r"(?:出动|动用|开动|派出|调动|使用|开出)[^，。；]{0,12}(?:宣传车|流动车|普法车|大篷车)|宣传车[ ]?\d"
    ),
    reads=(
        "出动宣传车2台次。",
        "全县出动流动宣传车96台次。",
        "派出普法宣传车12辆。",
        "出动宣传车 15辆。",
        "开动宣传车30余辆次。",
    ),
    leaves=("宣传车停在路边。", "把宣传车开到两县。"),
)

RULES = (INSPECTION, HOUSEHOLD, DRILL, CARS)
