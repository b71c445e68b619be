"""Training courses. Whether the audience is a firm decides between `training_course` and `enterprise_training`."""

import re

from xuanguan.reading.rules import Rank, Rule

_OWN = r"(?!基地|中心|机构|学校|材料|教材|资料|计划|方案|手册|活动)"

COURSE = Rule(
    name="training held",
    activity="training_course",
    rank=Rank.TRAINING,
    anchors=("培训", "轮训", "研修", "训练营", "辅导班", "学习班"),
    pattern=re.compile(
        rf"(?:举办|举行|组织|召开|开展|开设|开办|办|参加|进行|实施|集中|专题|赴|邀请|完成|承办|联办|接受|集体|脱产|"
        rf"业务|全员|免费|上岗)"
        rf"[^，。；]{{0,46}}?(?:培训|轮训|研修|训练营|辅导班|学习班){_OWN}"
        rf"|(?:培训|轮训){_OWN}(?:人数|人员|学员|干部|职工|企业|从业|骨干|各类|班组|农民|群众|教师|志愿)?[^，。；]{{0,18}}?\d"
        rf"|(?:培训|轮训|研修)(?:班|会|课|大会|活动)[^，。；]{{0,24}}?(?:举行|举办|开班|结束|开讲|\d)"
        rf"|的[^，。；]{{0,20}}培训[^，。；]{{0,12}}(?:举行|举办|开班)"
    ),
    reads=(
        "县卫健局举办手卫生培训班6期，培训820人次。",
        "8月3日，全市质量骨干培训班在党校开班。",
        "累计培训网格员1200余人。",
        "市司法局组织执法人员集中轮训。",
        "由市计量所承办的法律法规培训在会展中心举行。",
    ),
    leaves=("走访职业培训学校。", "编写培训教材一套。", "通过学习培训活动，质量意识逐步形成。"),
)

LECTURE_TO_A_CLASS = Rule(
    name="lecture to a class",
    activity="lecture",
    rank=Rank.LECTURE_TO_CLASS,
    anchors=("报告", "辅导", "讲座", "授课", "讲课"),
    pattern=re.compile(
        r"(?:为|给|向)[^，。；]{0,70}(?:作|做)(?:了)?[^，。；]{0,14}(?:报告(?!会)|辅导|讲座|授课)|(?:为|"
        r"给)[^，。；]{0,50}(?:培训班|研修班|轮训班)[^，。；]{0,20}(?:授课|讲课)"
    ),
    reads=(
        "省局局长刘云为全省培训班200多名学员作辅导报告。",
        "县长给新任干部培训班学员作专题讲座。",
        "市委党校教授为研修班120名学员授课。",
        "李院长为轮训班作了质量法规辅导。",
        "书记为全体党员作专题辅导。",
    ),
    leaves=("为企业举办培训班3期。", "向市政府作专题汇报。"),
)

RULES = (LECTURE_TO_A_CLASS, COURSE)
