import pytest

from tests.reading.making import BODY, DOCUMENT, INFO, PARAGRAPHS, TITLE
from xuanguan.chinese.script import to_traditional
from xuanguan.reading.cleaning import clean
from xuanguan.reading.documents import open_document

PORN = "国产精品久久久久久,欧美日韩亚洲综合,一区二区三区在线观看"


def cleaned(words: str):
    return clean(open_document(words.encode(), "bulletin.txt"))


def reasons(words: str) -> dict[str, str]:
    source = open_document(words.encode(), "bulletin.txt")
    return {source.raw[item.start : item.end]: item.why for item in clean(source).removed}


def test_the_body_stays_and_all_else_is_reported_with_its_reason():
    words = (
        f"当前位置:首页 >> 工作动态 >> 正文\n\n{TITLE}\n\n{INFO}\n\n"
        + "\n\n".join(PARAGRAPHS)
        + f"\n(供稿:办公室 李明)\n浏览次数:266\n{PORN}\n"
    )

    assert cleaned(words).text.string == BODY
    assert reasons(words) == {
        "当前位置:首页 >> 工作动态 >> 正文": "navigation",
        TITLE: "duplicate_title",
        INFO: "source_line",
        "(供稿:办公室 李明)": "credits",
        "浏览次数:266": "navigation",
        PORN: "injected",
    }


@pytest.mark.parametrize(
    ("head", "date", "issuer"),
    [
        (f"{TITLE}\n{INFO}", "2013-09-06", "临江县质监局"),
        (f"{TITLE}\n2013年09月06日 10:10????信息来源:http://www.example.gov.cn/t20130906_1.htm", "2013-09-06", None),
        (f"{TITLE}\n2013-09-06", "2013-09-06", None),
        (f"{TITLE}\n(2013年9月6日)", "2013-09-06", None),
        (f"{TITLE}\n日期：2013/9/6  来源：临江县质监局  字号：[大 中 小]", "2013-09-06", "临江县质监局"),
        (f"{TITLE}\n【发布时间：2013.09.06】 【作者：李明】 【来源：临江县质监局】【点击：35】", "2013-09-06", "临江县质监局"),
        (f"{TITLE}\n来源:临江县质监局", None, "临江县质监局"),
        (f"{TITLE}\n作者：李明 来源：临江县质监局 时间：2013-09-06 08:30:00 浏览量：35", "2013-09-06", "临江县质监局"),
        (f"首页 > 政务动态 > 部门动态 > 正文\n{TITLE}\n{INFO}", "2013-09-06", "临江县质监局"),
        (f"您现在的位置：首页-工作动态-详情\n{TITLE}\n{INFO}", "2013-09-06", "临江县质监局"),
        (f"首页|机构概况|政务公开|质量监督|投诉举报12365\n{TITLE}\n{INFO}", "2013-09-06", "临江县质监局"),
        (f"{TITLE}\n{INFO}\n{TITLE}", "2013-09-06", "临江县质监局"),
        (f"{TITLE}_临江县人民政府\n{TITLE}\n{INFO}", "2013-09-06", "临江县质监局"),
        (f"{TITLE}\n——“质量月”系列报道之一\n{INFO}", "2013-09-06", "临江县质监局"),
        (f"质量工作简报\n第12期\n{TITLE}\n{INFO}", "2013-09-06", "临江县质监局"),
        (TITLE, None, None),
    ],
)
def test_title_date_and_issuer_are_found_in_every_form_of_head(head, date, issuer):
    found = cleaned(f"{head}\n\n" + "\n".join(PARAGRAPHS))

    assert (found.title, found.date, found.issuer) == (TITLE, date, issuer)
    assert found.text.string == BODY


@pytest.mark.parametrize(
    "tail",
    [
        "责编:陆青 初审:沈川 终审:韩立",
        "（责任编辑：陆青）",
        "撰稿：质量股 高一凡  审核：田牧",
        "编辑:周小满 点击:312次",
        "(通讯员:刘一禾 陈牧)",
        "（记者 刘一禾 通讯员 陈牧）",
        "（文/图 刘一禾）",
        "（办公室 刘一禾）",
        "一审：刘一禾 二审：陈牧 三审：田野",
        "【打印本页】【关闭窗口】",
        "【字体：大 中 小】【收藏】【打印】【关闭】",
        "上一篇:县局召开会议\n下一篇:县局开展检查",
        "分享到: 微信 微博 QQ空间",
        "扫一扫在手机打开当前页",
        "相关阅读\n县局召开会议\n县局检定衡器120台",
        "主办：临江县人民政府 网站标识码：0000000000",
        "主办：临江县人民政府  承办：临江县信息中心",
        "版权所有 临江县质量技术监督局 建议使用1024×768分辨率浏览本站",
        "蜀ICP备00000000号-1  川公网安备 00000000000000号",
        "临江县质监局\n2013年9月6日",
        "临江县质量技术监督局办公室\n二〇一三年九月六日",
        "图为活动现场",
        "友情链接：彩钢板 | 不锈钢管 | 集装箱房",
    ],
)
def test_what_follows_the_body_goes(tail):
    found = cleaned(f"{DOCUMENT}{tail}\n")

    assert found.text.string == BODY


@pytest.mark.parametrize(
    "line",
    [
        "全县共查处网络赌博、棋牌室赌博案件12起,捣毁涉黄窝点3个。",
        "严厉打击网络贷款诈骗,讲解刷单、贷款、冒充客服等诈骗手法。",
        "检查二手车市场、家政公司、装修公司、空调维修点46家。",
        "参会企业有:长江钢材批发公司、兴隆家具厂、华美装饰公司、顺达物流公司。",
        "检查内容:价格公示、合同格式条款、广告宣传、促销活动",
        "推出精品工程、国产化妆品、高清视频等专题展示。",
        "县电视台在线播放公益视频12期,免费观看人数达1.2万人。",
        "联系电话:0838-2501234。群众可拨打举报。",
        "9月18日的专场直播吸引4.3万网友在线观看。",
        "激情广场大家唱,群众文艺演出掀起宣传高潮,欧美日韩客商免费观看。",
        "传媒集团在线播放最新电影、视频、动漫。",
        "项目 数量",
        "发放资料 5000份",
        "钢材 | 12批次 | 合格",
        "服装 箱包 家具 建材 抽检合格率分别为95% 93% 92% 90%",
        "一、提高认识，加强领导",
        "【经验做法】",
        "欢迎访问我局展台的群众达300人。",
        "分享到朋友圈的信息达3000次。",
        "作者张三到场签名售书。",
        "时间:2013年9月5日,地点:人民广场,参加人员:全体干部职工120人。",
        "审核:全县共审核企业120家,整改35家。",
        "来源:群众举报线索35条,其中查实12条。",
        "关键词:服务、质量、安全,三个关键词贯穿全年工作。",
        "利民街道 城关街道 东大街",
        "◆槐树街道建成法治文化广场1处。",
        "——9月4日，走进社区广场，开展宣传。",
        "“你的包装合格吗？”执法人员问。",
    ],
)
def test_what_is_body_stays_even_beside_the_words_of_spam(line):
    words = DOCUMENT.replace(PARAGRAPHS[1], f"{PARAGRAPHS[1]}\n\n{line}")

    assert cleaned(words).text.string == BODY.replace(PARAGRAPHS[1], f"{PARAGRAPHS[1]}\n{line}")


SPAM = [
    PORN,
    "澳门新葡京娱乐城|澳门威尼斯人|百家乐|真人荷官|注册送彩金",
    "老王电影网_最新电影在线观看_免费高清完整版",
    "专业代开发票 办证 刻章 微信13812345678 诚信第一",
    "开锁公司 管道疏通 空调维修 24小时上门 13912345678",
    "成都装修公司哪家好 成都装修价格 成都全包装修报价",
    "本公司专业办理小额贷款、信用卡套现,无抵押,当天放款,电话:13800138000。",
    "上海搬家公司_上海长途搬家_上海搬家价格_大众搬家",
    "起重机出租 吊车租赁 脚手架租赁 钢管租赁 400-123-4567",
    "办公家具回收，旧空调回收，二手电脑回收，酒店设备回收",
    "日本AV无码高清在线观看免费",
    "时时彩计划群 加QQ123456789 稳赚不赔",
    "手机棋牌游戏下载,捕鱼游戏平台,电玩城注册送88元",
    "月嫂 保姆 育儿嫂 家政保洁 擦玻璃 电话 010-88886666",
    "【特价机票酒店预订 全网最低 立即抢购 http://ads.example.invalid/】",
]


@pytest.mark.parametrize("spam", SPAM)
@pytest.mark.parametrize("place", range(5))
def test_injected_lines_go_wherever_they_stand(spam, place):
    lines = [TITLE, INFO, *PARAGRAPHS]
    lines.insert(place, spam)

    found = cleaned("\n\n".join(lines))

    assert (found.title, found.text.string) == (TITLE, BODY)
    assert [item.why for item in found.removed].count("injected") == 1


@pytest.mark.parametrize("spam", SPAM)
def test_injected_lines_go_in_traditional_too(spam):
    assert cleaned(to_traditional(DOCUMENT) + to_traditional(spam)).text.string == BODY


@pytest.mark.parametrize(
    "spam",
    [
        "上海搬家公司_上海长途搬家_大众搬家",
        "装修贷款 | 小额信用贷款 | 网站建设 | 企业邮箱",
        "二手叉车_工作服定做_厂房出租 热线 400-000-0000",
    ],
)
def test_injected_passages_go_out_of_the_middle_of_a_paragraph(spam):
    whole = "".join(PARAGRAPHS)

    found = cleaned(f"{TITLE}\n{INFO}\n{PARAGRAPHS[0]}{spam} {PARAGRAPHS[1]}{PARAGRAPHS[2]}")

    assert found.text.string.replace(" ", "") == whole


@pytest.mark.parametrize(
    ("mangled", "clean_words"),
    [
        ("標(biāo)準(zhǔn)化活動(dòng)", "标准化活动"),
        ("为什么(me)來(lái)", "为什么来"),
        ("標（biāo）準（zhǔn）", "标准"),
        ("标(bia\u0304o)准(zhu\u030cn)", "标准"),
        ("仫佬(mù lǎo)族", "仫佬族"),
        ("使用手机应用(app)办事", "使用手机应用(app)办事"),
        ("认证(CCC)标志", "认证(CCC)标志"),
        ("县(区)局", "县(区)局"),
        ("维生素(a)含量", "维生素(a)含量"),
    ],
)
def test_pinyin_in_brackets_goes_and_other_brackets_stay(mangled, clean_words):
    assert cleaned(f"{TITLE}\n{INFO}\n活动中{mangled}得到好评。").text.string == f"活动中{clean_words}得到好评。"


@pytest.mark.parametrize(
    ("raw", "clean_words"),
    [
        ("开展宣传，，向市民介绍。。", "开展宣传，向市民介绍。"),
        ("宣传、、培训；；检查：：督导！！", "宣传、培训；检查：督导！"),
        ("好不好？？大家问。", "好不好？大家问。"),
        ("听了……都说好——真的好。", "听了……都说好——真的好。"),
        ("?? 6月10日上午，举行仪式。", "6月10日上午，举行仪式。"),
        ("宣\u200b传\ufeff活\u00ad动。", "宣传活动。"),
        ("参加人员锟斤拷锟斤拷共30人。", "参加人员共30人。"),
        ("己达100多场,名称(市(州))不变。", "己达100多场,名称(市(州))不变。"),
        ("宽１２００份，半1200份,都不变。", "宽１２００份，半1200份,都不变。"),
    ],
)
def test_marks_are_put_right_and_wording_is_not_touched(raw, clean_words):
    assert cleaned(f"{TITLE}\n{INFO}\n{raw}").text.string == clean_words


@pytest.mark.parametrize("day", ["2013年9月6日", "二〇一三年九月六日", "2013.9.6"])
def test_who_signed_below_the_text_and_when_is_found_where_the_head_says_nothing(day):
    found = cleaned(f"{TITLE}\n{BODY}\n临江县质监局\n{day}\n")

    assert (found.title, found.date, found.issuer, found.text.string) == (TITLE, "2013-09-06", "临江县质监局", BODY)


def test_a_text_of_one_line_is_body_not_title():
    found = cleaned("9月5日,临江县质监局发放资料300份")

    assert (found.title, found.text.string) == (None, "9月5日,临江县质监局发放资料300份")


def test_lines_wrapped_at_the_width_of_the_paper_become_paragraphs_again():
    whole = "".join(PARAGRAPHS[:2])
    wrapped = "\n".join(whole[i : i + 22] for i in range(0, len(whole), 22))

    assert cleaned(f"{TITLE}\n{INFO}\n{wrapped}\n{PARAGRAPHS[2]}").text.string.replace("\n", "") == whole + PARAGRAPHS[2]
