"""The government's own acts: briefings, directives, agreements, milestones, plans, interviews of firms."""

import re

from xuanguan.reading.lexicon import LEADER
from xuanguan.reading.rules import Rank, Rule

BRIEFING = Rule(
    name="briefing to the party committee or government",
    activity="briefing_to_leaders",
    rank=Rank.BRIEFING,
    anchors=("汇报", "报告"),
    pattern=re.compile(
        r"(?:向|给)[^，。；]{0,24}(?:党委|党组|政府|省委|市委|县委|区委|州委|人大|政协|常委会|领导|负责同志|书记|"
        r"市长|县长|区长|省长)"
        r"[^，。；]{0,16}(?:汇报|报告(?!会|厅|团|单))"
        r"|(?:就|把|将)[^，。；]{0,30}(?:向|当面向)[^，。；]{0,24}(?:汇报|报告)"
        r"|(?:专题|专门|当面)汇报"
    ),
    front="government",
    reads=(
        "县卫健局向县委、县政府专题汇报了条例宣传情况。",
        "该局局长就条例贯彻思路当面向市政府主要负责同志作了汇报。",
        "各乡镇及时向党委政府报告《条例》有关情况。",
        "市局将宣贯工作向市委作了专题汇报。",
        "区应急局向区人大常委会汇报《安全生产法》宣传工作。",
    ),
    leaves=("邀请专家向干部作辅导报告。", "向市民发布质量状况报告。"),
)

DIRECTIVE = Rule(
    name="instruction of a leader",
    activity="leaders_directive",
    rank=Rank.DIRECTIVE,
    anchors=("要求", "强调", "指出", "批示"),
    pattern=re.compile(
        rf"{LEADER}[^，。；、]{{0,26}}?(?:要求|强调|指出)(?=[，：:]|$)|"
        rf"{LEADER}[^，。；、]{{0,26}}?提出(?:了)?(?:明确|具体|工作|[一二两三四五六七八九\d](?:点|项|条))?(?:明确|具体)?要求|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,3}}(?:要求|强调|指出)(?=[，：])|(?<=，)(?:并|他|她)?(?:要求|强调|指出)|"
        rf"{LEADER}[^，。；、]{{0,26}}(?:作出|"
        rf"做出)?[^，。；]{{0,4}}批示"
    ),
    front="government",
    reads=(
        "副县长李云要求，各单位要抓紧落实。",
        "市长在启动仪式上强调，要把条例学深学透。",
        "区委书记对普法工作作出批示。",
        "县政府分管领导指出，宣传要进村入户。",
        "州委副书记王强在会上要求，各级各部门要率先学习。",
    ),
    leaves=("会议要求，各单位要抓紧落实。", "该局要求，全体职工带头学习。"),
)

AGREEMENT = Rule(
    name="agreement signed",
    activity="agreement",
    rank=Rank.AGREEMENT,
    anchors=("协议", "责任书", "备忘录", "合作框架", "责任状"),
    pattern=re.compile(
        r"(?:签订|签署|签下|签了|达成)[^，。；]{0,24}(?:协议|责任书|备忘录|合作框架|责任状)|(?:协议|责任书|"
        r"责任状)[^，。；]{0,6}签订"
    ),
    reads=(
        "县政府与农业大学签订战略合作协议。",
        "各镇与村民签订责任书1200份。",
        "市卫健委与医学院签署合作备忘录。",
        "学校与家长签下安全责任书。",
        "教育局同各校签订了目标责任书。",
    ),
    leaves=("企业负责人签订诚信承诺书20份。", "按照协议约定开展工作。"),
)

WORK_REPORT = Rule(
    name="written into the work report",
    activity="work_report_inclusion",
    rank=Rank.WORK_REPORT,
    anchors=("工作报告",),
    pattern=re.compile(r"(?:写入|写进|列入|载入|纳入)[^，。；]{0,16}工作报告"),
    front="government",
    reads=(
        "市政府将质量提升写入今年政府工作报告。",
        "县政府把条例实施写进了政府工作报告。",
        "区政府把质量强区列入政府工作报告。",
        "州政府将纲要的实施载入2013年政府工作报告。",
        "质量目标被写入市政府工作报告。",
    ),
    leaves=("市长作政府工作报告。", "学习政府工作报告精神。"),
)

ASSESSMENT = Rule(
    name="put into the assessment",
    activity="performance_assessment",
    rank=Rank.ASSESSMENT,
    anchors=("考核", "绩效", "考评"),
    pattern=re.compile(r"(?:纳入|列入|写入|计入|列为)[^，。；]{0,26}(?:考核|绩效|考评)"),
    front="government",
    reads=(
        "县政府将条例宣传纳入年度目标考核。",
        "成果被列入各镇绩效考评体系。",
        "市里把质量工作纳入市政府目标绩效考核体系。",
        "区委把普法成效计入领导班子考核。",
        "各县将宣传工作列入部门绩效目标。",
    ),
    leaves=("对企业负责人进行考核。", "纳入普法目标内容。"),
)

RESPONSIBILITY = Rule(
    name="responsibilities divided",
    activity="responsibility_assignment",
    rank=Rank.RESPONSIBILITY,
    anchors=("分解", "分工"),
    pattern=re.compile(
        r"责任分解|(?:分解|细化分解)(?:了|落实)?[^，。；]{0,12}(?:任务|责任|目标|措施)|(?:任务|责任|"
        r"目标)[^，。；]{0,14}分解|"
        r"(?:明确|制定|印发|下达|确定)[^，。；]{0,14}分工"
    ),
    reads=(
        "各单位对目标任务进行了责任分解。",
        "将重点任务逐项分解到20个部门。",
        "县质量办分解落实任务35项。",
        "对《纲要》确定的任务进行分解落实。",
        "市政府办明确了各部门任务分工。",
    ),
    leaves=("垃圾分解过程讲解。", "志愿者分工合作。"),
)

PLAN_ISSUED = Rule(
    name="plan or document issued",
    activity="plan_issued",
    rank=Rank.PLAN,
    anchors=("方案", "通知", "文件", "意见", "计划", "要点", "规划", "办法", "细则", "清单", "《"),
    pattern=re.compile(
        r"(?:印发|制定|制订|出台|下发|制发|转发|拟定|研究制定|编制|联合发文|发出|下达)(?:出台|印发)?了?"
        r"[^，。；]{0,34}?(?:方案|通知|文件|实施意见|指导意见|计划|要点|规划|实施办法|实施细则|任务清单|安排意见|"
        r"行动计划|《□{4,}》)(?!的?(?:要求|精神|安排|明确|部署))"
        r"(?![^，。；]{0,10}\d[^，。；]{0,4}[册本份])"
    ),
    reads=(
        "县教育局印发《关于开展宪法晨读活动的通知》。",
        "各乡镇分别制定了宣传方案。",
        "市质量办下发文件，部署纲要学习。",
        "省局制定出台宣贯实施方案，明确开展12项活动。",
        "区司法局联合区教育局印发学习宣传计划。",
    ),
    leaves=("按照方案要求开展工作。", "根据通知精神组织学习。"),
)

INTERVIEW = Rule(
    name="firms called in for a talk",
    activity="enterprise_interview",
    rank=Rank.INTERVIEW,
    anchors=("约谈",),
    pattern=re.compile(r"约谈(?!制度|办法)"),
    front="enterprises",
    reads=(
        "县市场监管局约谈了6家超市负责人。",
        "两地质监局组织召开企业约谈会，督促落实主体责任。",
        "市商务局集中约谈外卖平台3家。",
        "区住建局对8家物业公司进行了约谈。",
        "应急局约谈烟花爆竹零售店负责人12人。",
    ),
    leaves=("完善约谈制度。", "修订《约谈办法》。"),
)

RULES = (BRIEFING, DIRECTIVE, AGREEMENT, WORK_REPORT, ASSESSMENT, RESPONSIBILITY, PLAN_ISSUED, INTERVIEW)
