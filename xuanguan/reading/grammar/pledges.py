"""Names and words given: signatures, pledges, oaths, appeals."""

import re

from xuanguan.reading.rules import Rank, Rule

PLEDGE = Rule(
    name="signature, pledge or oath",
    activity="signature_or_pledge",
    rank=Rank.PLEDGE,
    anchors=("签名", "承诺", "宣誓", "倡议", "公约", "签字", "誓词"),
    pattern=re.compile(
        r"(?:签订|签署|签下|签了|递交|作出|发出|宣读|发布|公开|填写|集体|现场|郑重|签写|组织)[^，。；]{0,30}?"
        r"(?:承诺书?|倡议书?|公约|誓词)(?!书?等[^，。；]{0,8}(?:资料|材料|读本|手册))(?!、)"
        r"|(?:宪法|集体|进行|举行|面向|庄严|入职)[^，。；]{0,6}宣誓|宣誓(?:仪式|活动)?$|签名(?!人)|签字(?:活动|仪式|"
        r"墙)|承诺(?:书)?签订"
    ),
    reads=(
        "20家食品企业代表签订了诚信承诺书。",
        "120名志愿者宣读生态环保倡议书。",
        "县人大常委会组织新任命人员进行宪法宣誓。",
        "举行万人签名活动，3800名学生签名。",
        "区消协向86家餐饮店发出诚信倡议书，其中54家当场签下承诺书。",
    ),
    leaves=("发出手册、倡议书等资料200份。", "信守承诺赢得口碑。"),
)

RULES = (PLEDGE,)
