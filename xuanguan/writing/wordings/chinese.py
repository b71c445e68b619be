"""Chinese wordings, by the general code of the kind. Each is a wording that the reader of this program reads back as that kind."""

from xuanguan.writing.wordings.wording import Wording

_PEOPLE = {"participants 人次": "参加{n}", "participants 人": "参加人员{n}"}
_REACHED = {"people_reached 人次": "受众{n}", "people_reached 人": "受众{n}"}
_VIEWS = {"people_reached 次": "阅读{n}"}
_UNITS = {"units 个": "参加单位{n}"}
_FIRMS = {"enterprises 家": "参加企业{n}"}

CHINESE: dict[str, Wording] = {
    "briefing_to_leaders": Wording(
        "向党委、政府汇报宣贯工作", "向党委、政府汇报宣贯工作{n}", "次", {"sessions 次": "向党委、政府汇报宣贯工作{n}"}, ("sessions 次",), ("sessions 次",)),
    "leaders_directive": Wording("领导对宣贯工作作出了批示", "领导对宣贯工作作出了批示", ""),
    "agreement": Wording("签订质量责任书", "签订质量责任书{n}", "份"),
    "work_report_inclusion": Wording("将宣贯工作写入了政府工作报告", "将宣贯工作写入了政府工作报告", ""),
    "performance_assessment": Wording("将宣贯工作纳入了绩效考核", "将宣贯工作纳入了绩效考核", ""),
    "responsibility_assignment": Wording(
        "印发责任分解方案", "印发责任分解方案{n}", "份", {"items 项": "分解任务{n}", "units 个": "涉及单位{n}"}),
    "plan_issued": Wording("制定宣贯方案", "制定宣贯方案{n}", "个", {"activities 项": "部署活动{n}"}),
    "enterprise_interview": Wording(
        "约谈企业", "约谈企业{n}", "次", {"enterprises 家": "约谈企业{n}", "sessions 次": "约谈{n}", "participants 人": "约谈人员{n}"},
        ("enterprises 家",)),
    "enterprise_training": Wording(
        "举办企业培训班", "举办企业培训班{n}", "期",
        {"sessions 期": "举办企业培训班{n}", "participants 人次": "参训人员{n}", "participants 人": "参训人员{n}", "enterprises 家": "参训企业{n}"},
        ("sessions 期",), ("sessions 期",)),
    # 工作人员: the reader, as people do, takes a course beside the word 企业 for one that firms attended.
    "training_course": Wording(
        "举办工作人员培训班", "举办工作人员培训班{n}", "期",
        {"sessions 期": "举办工作人员培训班{n}", "participants 人次": "参训人员{n}", "participants 人": "参训人员{n}", "units 个": "参训单位{n}"},
        ("sessions 期",), ("sessions 期",)),
    "study_session": Wording(
        "组织集中学习", "组织集中学习{n}", "次", {"sessions 次": "组织集中学习{n}", **_PEOPLE}, ("sessions 次",), ("sessions 次",)),
    "lecture": Wording(
        "举办专题讲座", "举办专题讲座{n}", "场", {"sessions 场": "举办专题讲座{n}", **_PEOPLE, **_REACHED, **_UNITS}, ("sessions 场",), ("sessions 场",)),
    "conference": Wording(
        "召开宣贯会议", "召开宣贯会议{n}", "次", {"sessions 次": "召开宣贯会议{n}", **_PEOPLE, **_UNITS, **_FIRMS}, ("sessions 次",), ("sessions 次",)),
    "written_reflection": Wording(
        "组织撰写心得体会", "开展心得体会征文活动{n}", "次", {"reports_written 篇": "撰写心得体会{n}", "participants 人": "参加人员{n}"}, ("reports_written 篇",)),
    "quiz_or_contest": Wording(
        "举办知识竞赛", "举办知识竞赛{n}", "场",
        {"sessions 场": "举办知识竞赛{n}", **_PEOPLE, "questions 道": "设置题目{n}", "items 个": "设置奖项{n}", **_UNITS},
        ("sessions 场",), ("sessions 场",)),
    "signature_or_pledge": Wording(
        "组织签名承诺活动", "组织签名承诺活动{n}", "次", {"enterprises 家": "参加企业{n}", "copies_signed 份": "签订承诺书{n}", **_PEOPLE}),
    "materials_subscription": Wording(
        "征订学习资料", "征订学习资料{n}", "次", {"copies_ordered 册": "征订学习资料{n}", "enterprises 家": "征订企业{n}"}, ("copies_ordered 册",)),
    "materials_distributed": Wording(
        "发放宣传资料", "发放宣传资料{n}", "次",
        {"copies 份": "发放宣传资料{n}", "copies_printed 册": "印制宣传资料{n}", "items 种": "编印资料{n}"}, ("copies 份", "copies_printed 册")),
    "consultation_service": Wording(
        "接受群众咨询", "开展咨询服务{n}", "次",
        {"consultations 人次": "接受群众咨询{n}", "questions 个": "解答问题{n}", "items 件": "收到线索{n}", "people_reached 人次": "受众{n}"},
        ("consultations 人次",)),
    "enterprise_visit": Wording(
        "走访企业", "走访企业{n}", "次",
        {"enterprises 家": "走访企业{n}", "sessions 次": "走访{n}", **_PEOPLE, **_REACHED}, ("enterprises 家",)),
    "exhibition_or_street_event": Wording(
        "开展广场宣传活动", "开展广场宣传活动{n}", "场",
        {"activities 场": "开展广场宣传活动{n}", "sessions 场": "开展广场宣传活动{n}", "boards 块": "摆放展板{n}", "banners 条": "悬挂横幅{n}",
         "participants 人": "参加人员{n}", **_REACHED, **_UNITS, "items 件": "展出展品{n}"},
        ("activities 场", "sessions 场"), ("activities 场", "sessions 场")),
    "broadcast_video": Wording(
        "播放宣传视频", "播放宣传视频{n}", "次",
        {"posts 部": "播放宣传视频{n}", "items 块": "使用电子显示屏{n}", "people_reached 人次": "受众{n}", "people_reached 次": "观看{n}", "units 个": "覆盖单位{n}"},
        ("posts 部",)),
    "outdoor_advert": Wording(
        "设置户外广告", "设置户外广告{n}", "处", {"boards 块": "设置户外广告牌{n}", "banners 条": "悬挂标语{n}"}, ("boards 块", "banners 条")),
    "newspaper": Wording("在报纸刊发稿件", "在报纸宣传{n}", "次", {"posts 篇": "在报纸刊发稿件{n}"}, ("posts 篇",)),
    "television": Wording(
        "在电视台播出宣传节目", "在电视台宣传{n}", "次", {"sessions 期": "在电视台播出宣传节目{n}", "posts 条": "在电视台播发消息{n}"}, ("sessions 期", "posts 条")),
    "radio": Wording(
        "在广播电台播出宣传节目", "在广播电台宣传{n}", "次", {"sessions 期": "在广播电台播出宣传节目{n}", "posts 条": "在广播电台播发消息{n}"}, ("sessions 期", "posts 条")),
    "website_column": Wording("开设网站专栏", "开设网站专栏{n}", "个", {"posts 篇": "登载信息{n}"}),
    "social_media": Wording(
        "通过微博、微信发布信息", "通过微博、微信宣传{n}", "次", {"posts 条": "通过微博、微信发布信息{n}", **_VIEWS, **_REACHED}, ("posts 条",)),
    "message_push": Wording(
        "发送宣传短信", "发送宣传短信{n}", "次", {"messages 条": "发送宣传短信{n}", "posts 条": "推送信息{n}", "people_reached 人": "受众{n}", "units 个": "覆盖单位{n}"},
        ("messages 条",)),
    "inspection": Wording(
        "开展监督检查并宣讲", "开展监督检查并宣讲{n}", "次",
        {"sessions 次": "开展监督检查并宣讲{n}", "enterprises 家": "检查企业{n}", "items 个": "发现问题{n}"}, ("sessions 次",), ("sessions 次",)),
    "other": Wording("开展其他工作", "开展其他工作{n}", "次", {"trips 台次": "出动宣传车{n}", **_REACHED}),
}
