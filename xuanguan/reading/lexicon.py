"""The words the reader knows, and the names of units it is given.

Tables only. Words for measures stand in `chinese.quantities`, words for activities with their rules in `grammar/`.
"""

from __future__ import annotations

from dataclasses import dataclass

ACTIVITIES = (
    "briefing_to_leaders", "leaders_directive", "agreement", "work_report_inclusion", "performance_assessment",
    "responsibility_assignment", "plan_issued", "enterprise_interview", "enterprise_training", "training_course",
    "study_session", "lecture", "conference", "written_reflection", "quiz_or_contest", "signature_or_pledge",
    "materials_subscription", "materials_distributed", "consultation_service", "enterprise_visit",
    "exhibition_or_street_event", "broadcast_video", "outdoor_advert", "newspaper", "television", "radio",
    "website_column", "social_media", "message_push", "inspection", "other",
)
FRONTS = ("government", "departments", "internal", "enterprises", "media", "public")
MEASURES = (
    "sessions", "participants", "people_reached", "copies", "items", "units", "enterprises", "posts", "banners", "boards",
    "consultations", "questions", "messages", "trips", "activities", "reports_written",
)
MEDIA = ("newspaper", "television", "radio", "website_column", "social_media", "message_push", "broadcast_video",
         "outdoor_advert")

# Fragments of patterns, named for what they mean.
FIRM = (r"(?:企业|公司|工厂|厂家|厂商|商户|商家|店铺|门店|经营店|零售店|药店|餐饮店|餐饮单位|九小场所|饭店|酒店|网吧|个体户|个体工商户|经营户|经营者|经营主体|经营单位|"
        r"市场主体|生产者|销售者|商超|超市|商场|加油站|加气站|充装站|养殖场|养殖户|纳税人|使用单位|排污单位|重点单位|园区|"
        r"开发区|专业市场|合作社|矿山|工地|车间|作坊|小微|网店|"
        r"药企|车企|民企|国企|外企|房企|零售户|经销店|书店|文具店|商店|食肆|商铺|小餐饮|小作坊|企事业单位|服务对象企业|物业公司|货运企业|维修店|理发店|"
        r"平台企业|电商平台|外卖平台|厂区|园区企业|业主单位|生产单位|用工单位|施工单位)")
STREET = (r"(?:广场|集市|大集|街头|街口|街心|步行街|商业街|商业中心|购物中心|商圈|夜市|早市|庙会|圩日|圩场|赶集|集镇|农贸市场|菜市场|(?:农贸|集贸|批发|综合|建材|花鸟|农副产品)市场|公园|"
          r"社区|小区|校园|校区|村口|村头|村组|田间|地头|车站|地铁站|码头|景区|门口|门前|大厅|站前|路口|十字街|"
          r"(?:中心|主要|沿街|商业)街道|主街|街区|闹市|繁华地段|中心地段|人流密集|"
          r"总站|客运站|汽车站|航站楼|候车室|候车厅|营业厅|文化站|院坝|屋场|老街|文化宫|体育馆|图书馆|展馆|博物馆)")
LEADER = (r"(?:书记|省长|市长|州长|县长|区长|镇长|乡长|主席|主任|局长|厅长|处长|科长|所长|站长|部长|院长|检察长|队长|支队长|大队长|会长|校长|"
          r"秘书长|总经理|董事长|领导|负责同志|负责人|专员|委员|组长|总监|总工程师|总工|关长|馆长|园长|盟长|旗长|社长|教授|主委|站长|行长|政委)")

PROVINCES = ("北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",
             "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆")
# Systems as they are called for short, and the body that 省局 or 市局 then means.
SYSTEMS = ("质监", "质量技术监督", "市场监管", "市场监督管理", "工商", "食药监", "药监", "税务", "环保", "生态环境", "安监", "应急管理", "卫生",
           "公安", "司法", "气象", "烟草", "邮政", "统计", "教育", "水利", "交通", "农业农村", "民政", "医保", "消防")


@dataclass(frozen=True, slots=True)
class UnitName:
    """One name of one unit, as the upper floors know it. Days are ISO; `until` is the first day the name is gone."""

    code: str
    name: str
    short: str = ""
    level: str = ""  # province, prefecture, county, town
    parent_code: str = ""
    since: str = ""
    until: str = ""
    kind: str = "division"
