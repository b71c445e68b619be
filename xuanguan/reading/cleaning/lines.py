"""What a line is: body, a site's furniture, the line of date and source, credits."""

import re
from typing import NamedTuple

from xuanguan.reading import vocabulary

LONGEST = 300  # characters; a longer line is prose
DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})(?:\s*日)?(?!\d)")
SPELT_DATE = re.compile(r"([一二][〇○Ｏ零O一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
DIGITS = str.maketrans("〇○Ｏ零O一二三四五六七八九", "00000123456789")
DATE_ONLY = re.compile(
    r"^[\s\[(（【]*(?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?\s*(?:星期[一二三四五六日天])?\s*(?:\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?[\s\])）】]*$"
    r"|^[\s(（]*[一二][〇○Ｏ零O一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日[\s)）]*$"
)
SOURCE_KEYS = "信息来源|文章来源|稿件来源|新闻来源|资料来源|来源|稿源|出处|发布时间|发布日期|发表时间|发文日期|成文日期|更新时间|更新日期|录入时间|添加时间|公开日期|发布机构|发布单位|发布部门|信息发布|发布人|发布者|发布"
CREDIT_KEYS = (
    "作者单位|作者|撰稿单位|撰稿人|撰稿|撰文|供稿单位|供稿人|供稿|来稿单位|投稿人|投稿|特约通讯员|本报通讯员|通讯员|特约记者|本报记者|实习记者|记者|"
    "责任编辑|值班编辑|实习编辑|本期编辑|编辑|责编|主编|总编辑|总编|校对|责校|审核人|审核|审稿人|审稿|初审|复审|终审|一审|二审|三审|核稿|签发人|签发|"
    "编审|编发|监制|监审|编校|录入员|录入|排版|摄影报道|摄影|图文|图片|文字|文/图|图/文|文、图|文图|统筹|策划|出品|制作|信息员|报送人|报送单位|报送|撰写人?|联系人"
)
COUNTER_KEYS = "浏览次数|浏览量|浏览|点击次数|点击量|点击率|点击数|点击|访问次数|访问量|阅读次数|阅读量|阅读数|阅读|字号|字体大小|字体|视力保护色|人气|次数|分享到|分享|打印"
WEAK_KEYS = "日期|时间|文|图"
KEY = re.compile(
    rf"(?P<source>{SOURCE_KEYS})\s*[:：]|(?P<credit>{CREDIT_KEYS})\s*[:：]|(?P<counter>{COUNTER_KEYS})\s*[:：]|(?<![\u4e00-\u9fff])(?P<weak>{WEAK_KEYS})\s*[:：]"
)
# Before the first key there may stand a date, brackets, remains of lost characters.
BEFORE_KEY = re.compile(r"^[\s\[(（【〔?？|｜]*(?:(?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?)?[\s\d:：|｜?？]*[(（【\[]?$")
# Credits without a colon, in brackets on a line or at its end: (记者 李明 通讯员 王芳), （县司法局 张三）.
BYLINE = re.compile(
    r"[(（【\[]\s*(?:本报|本刊|本网|特约|实习)?(?:文/图|图/文|图文|记者|通讯员|作者|供稿|责编|责任编辑|编辑|摄影|撰稿|信息员|来源|文|图)(?:[\s/:：、]+|(?=[\u4e00-\u9fff]{2,4}[\s)）】\]]))[^()（）。；！？\n]{1,60}[)）】\]]"
)
UNIT_END = "局|委|办|办公室|政府|中心|所|站|院|厅|部|会|队|公司|集团|学校|大学|小组|科|股|处|室|街道|镇|乡|县|区|市"
UNIT = re.compile(rf"^[\u4e00-\u9fff·、（）() ]{{2,40}}(?:{UNIT_END})$")
# 2018-06-04　青湾区卫生推广协会: a day and who wrote it, without a word that says so.
_DAY = r"(?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}(?:\s*日)?(?:\s+\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
_NAMED = rf"[\u4e00-\u9fff·（）()]{{2,30}}(?:{UNIT_END}|协会|学会|商会|联合会|报|网|电视台|融媒体)"
DATED_UNIT = re.compile(rf"^[\[(（【]?{_DAY}[\s　|｜/]+(?P<after>{_NAMED})[\])）】]?$|^[\[(（【]?(?P<before>{_NAMED})[\s　|｜/]+{_DAY}[\])）】]?$")
SIGNED = re.compile(rf"^[(（][\u4e00-\u9fff·]{{2,20}}(?:{UNIT_END})?(?:[\s　]+[\u4e00-\u9fff]{{2,4}}){{0,4}}[)）]$")
CAPTION = re.compile(
    r"^[▲△◆↑↓]?\s*(?:图为|图示为|上图为|下图为|左图为|右图为|图片说明[:：]|图[一二三四五六七八九十\d]{0,2}[:：])[^。]{0,60}。?$|^▲[^。]{2,50}$"
)
NAVIGATION = re.compile("^[\\s|｜·>»*]*(?:" + "|".join(vocabulary.NAVIGATION_START) + ")", re.I)
PERHAPS_NAVIGATION = re.compile("^[\\s|｜·>»*]*(?:" + "|".join(vocabulary.PERHAPS_NAVIGATION) + ")", re.I)
FOOTER = re.compile(r"^(?:主办|承办|主办单位|承办单位|维护单位|协办|地址|办公地址|电话|联系电话)\s*[:：]")
FOOTER_MARK = re.compile(r"版权|备案|ICP|网站|标识码|邮编|传真|技术支持|浏览器|维护|公安备")
LINKS = re.compile(f"^[\\s【\\[■◆●>]*(?:{vocabulary.LINKS_HEADING})[\\s】\\]:：>»]*(?P<rest>.*)$")
BREADCRUMB = re.compile(r"^(?:网站)?首\s*页\s*(?:>|»|›|-|—|/|→|＞|》|:|：)")
SPLIT = re.compile(r"[\s|｜/>»›＞·,，、【】\[\]()（）-]+")
ITEMS = frozenset(vocabulary.NAVIGATION_ITEMS)
COUNTED = re.compile(r"\d+(?:\.\d+)?[万千百]?(?:余|多)?(?:人|份|册|场|家|个|条|件|户|批|期|台|块|名|本|张)")
SENTENCE_END = re.compile(r"[。；！？;!?]")


class Kind(NamedTuple):
    """`why` a line goes, None if it stays; `issuer` and `date` as the line says them."""

    why: str | None
    date: str | None = None
    issuer: str | None = None


BODY = Kind(None)


def kind_of(line: str) -> Kind:
    """What one stripped, simplified line is, seen by itself."""
    if len(line) > LONGEST:
        return BODY
    if DATE_ONLY.match(line):
        return Kind("date", iso_date(line))
    if dated := DATED_UNIT.match(line):
        return Kind("source_line", iso_date(line), dated["after"] or dated["before"])
    keyed = _keyed(line)
    if keyed:
        return keyed
    if BYLINE.fullmatch(line):
        return Kind("credits")
    if CAPTION.match(line) and not COUNTED.search(line):
        return Kind("caption")
    if _is_navigation(line):
        return Kind("navigation")
    return BODY


def iso_date(line: str) -> str | None:
    """The first full date of the line as ISO; None where there is none or it does not exist.

    >>> iso_date("发布时间：2013/9/6"), iso_date("二〇一三年九月二十六日"), iso_date("2013年13月1日")
    ('2013-09-06', '2013-09-26', None)
    """
    found = [*DATE.findall(line), *(map(_figures, match) for match in SPELT_DATE.findall(line))]
    for year, month, day in found:
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            return f"{year}-{int(month):02}-{int(day):02}"
    return None


def _figures(numeral: str) -> str:
    """二〇一三, 九, 十, 二十六 in figures; enough for dates."""
    figures = numeral.translate(DIGITS)
    if "十" not in figures:
        return figures
    tens, _, units = figures.partition("十")
    return f"{tens or 1}{units or 0}"


def is_prose(line: str) -> bool:
    """Whether a line is plainly a sentence of the body."""
    return (bool(SENTENCE_END.search(line)) and len(line) >= 12) or (len(line) >= 40 and bool(re.search("[，,]", line)))


def _keyed(line: str) -> Kind | None:
    """Lines of the form key: value key: value."""
    if ":" not in line[:80] and "：" not in line[:80]:
        return None
    matches = list(KEY.finditer(line))
    if not matches or not BEFORE_KEY.match(line[: matches[0].start()]) or "。" in line[:-1]:
        return None
    kinds = {match.lastgroup for match in matches}
    values = [
        line[m.end() : matches[i + 1].start() if i + 1 < len(matches) else len(line)].strip(" \t\u3000|｜()（）【】[]?？")
        for i, m in enumerate(matches)
    ]
    if any(len(value) > 60 or re.search("[，,；;]", value) for value in values) or (kinds == {"weak"} and not iso_date(line)):
        return None
    if COUNTED.search(line) and "counter" not in kinds:
        return None
    if "source" in kinds or (iso_date(line) and kinds & {"weak"}):
        issuers = (DATE.split(v)[0].strip() for m, v in zip(matches, values, strict=True) if m.lastgroup == "source")
        issuer = next(filter(_is_issuer, issuers), None)
        return Kind("source_line", iso_date(line), issuer)
    if "credit" in kinds:
        return Kind("credits", iso_date(line))
    return Kind("navigation", iso_date(line)) if "counter" in kinds else None


def _is_issuer(value: str) -> bool:
    return (
        len(value) >= 2 and not value[0].isdigit() and not re.match("https?:|www", value) and bool(re.search("[\u4e00-\u9fff]{2}", value))
    )


def _is_navigation(line: str) -> bool:
    prose = "。" in line or bool(COUNTED.search(line))
    if NAVIGATION.match(line) and not ("。" in line and len(line) > 60):
        return True
    if PERHAPS_NAVIGATION.match(line) and not prose:
        return True
    if BREADCRUMB.match(line):
        return True
    if FOOTER.match(line) and FOOTER_MARK.search(line):
        return True
    items = [item for item in SPLIT.split(line) if item]
    known = sum(item in ITEMS for item in items)
    if len(items) >= 3 and known * 2 >= len(items) and not SENTENCE_END.search(line):
        return True
    return 0 < len(items) <= 2 and known == len(items) and re.search(r"[【\[|｜]", line) is not None
