"""What is said to come, is asked of others, or only opens a paragraph: no deeds.

`plan_from` tells where in a sentence the future begins; what stands before it may still be a deed.
"""

from __future__ import annotations

import re

from xuanguan.reading.tokens import Page, Paragraph, Sentence, item_mark

# 将 before a verb or a preposition of circumstance is the future; before a noun it moves the object (将宪法送到身边).
_FUTURE = re.compile(
    r"(?:还|也|即|又|仍|必|再|近期|年内|下半年)将(?!近|士|军)|将(?:于|在|以|对|为|把|要|会|按|按照|结合|围绕|聚焦|"
    r"紧扣|通过|充分|加大|加强|强化|全面|不断|动员|遴选|用好|"
    r"组建|成立|编印|编写|印制|印发|制作|发布|赴|前往|设立|设置|表彰|评选|征集|培育|培养|打造|构建|完成|实施|开通|上线|展开|进行|实行|落实|扩大|"
    r"提升|提高|巩固|总结|梳理|约谈|检查|督查|督导|考核|通报|招募|开设|开放|免费|重点|同步|分批|分期|逐步|逐一|再次|共同|连续|长期|抽取|"
    r"推出|发放|持续|继续|进一步|再|陆续|分|组织|开展|举办|召开|安排|深入|采取|建立|完善|积极|坚持|着力|适时|从|向|"
    r"有|利用|启动|推动|推进|抓住|抢抓|抽调|集中|联合|统筹|牢固|督促|"
    r"引导|常态化|选派|探索|创新|健全|严格|扎实|切实|抓好|做好|邀请|走进|面向|依托|依法|借助|更加|更好|始终|认真|"
    r"紧密|精心|大力|主动|拓宽|拓展|定期)"
    r"|(?:都|均|还|仍|就)要(?!求)|(?<![模虚])拟(?!定|订|声)|"
    r"(?<!教学)(?<!行动)(?<!工作)(?<!学习)(?<!宣传)(?<!普法)(?<!按照)(?<!按)计划(?!书|生育|》|的|，|等|要|中|外|内|"
    r"性|表|任务|单列|免疫|经济|》)"
    r"|下一步|接下来|今后|下阶段|下一阶段|未来|力争|预计|即将|打算|筹备(?=召开|举办|组织|开展)|谋划实施|明年|"
    r"准备(?=在|于|开|举|组|对|再)|确保(?=[^，。]{0,16}(?:达到|实现|前))|争取|届时|即日起|后续|有望|年底前(?!已)|"
    r"(?:\d{1,2}月)?(?:底|月底|春节|年底|年|节)前(?=完成|开展|走进|组织|举办|对|建成|实现|召开)"
)
_OBJECT = re.compile(
    r"将[^，。；]{0,40}?(?:纳入|写入|写进|列入|作为|送到|送进|送给|搬到|搬进|带到|融入|延伸|转化|传递|摆到|发到|引向|"
    r"贯穿|分解|下发|上报|印发|列为|作为|张贴|摆放|与[^，。；]{0,14}结合|打造成)"
)
_ORDER = re.compile(
    r"(?:(?:会议|大会|方案|通知|文件|意见|活动|仪式|[局办委厅院府部组站所县市区镇乡]|负责同志|要求)[^，。；]{0,4}|"
    r"^)(?:要求|强调|指出|提出|明确要求|号召|呼吁|希望|认为)(?=[，：]|各|全[市县区镇乡体省]|"
    r"[^，。；]{0,14}(?:要(?!求)|必须|应当|务必|人人))"
    r"|各(?:单位|部门|地|级|县|乡镇|镇|街道|村)[^，。；]{0,14}(?:要|必须|应|务必)(?!求|闻|点|素|急|用|对|邀|知|答|届)"
    r"|(?<=[，。；])(?:要|必须|务必)(?:把|将|在|以|坚持|切实|进一步|高度|充分|认真|加强|不断|深入|结合|围绕|全面)"
)
_OPENS_PLAN = re.compile(r"\s*(?:下一步|接下来|今后|下阶段|下一阶段|未来|下步|后续)")
# Plain words are found ten times faster than the patterns they open; most sentences hold none.
_MAY_BE_FUTURE = re.compile(
    "[将要拟]|计划|下一步|接下来|今后|下阶段|下一阶段|未来|力争|预计|打算|筹备|谋划|明年|准备|确保|争取|届时|即日起|后续|有望|前"
)
_MAY_BE_ORDER = re.compile("要(?!求)|要求|应(?![急用对邀知答届])|必须|务必|强调|指出|提出|号召|呼吁|希望|认为")
# 一是进企业。 开放一批队站。: at most this long, no digit, and something follows that spells it out.
TOPIC_LENGTH = 16
_LEAD_IN = re.compile(
    r"(?:^|[，。])(?:[一二三四五六七八九]是)?(?:推动|组织发动|广泛发动|坚持|围绕|突出|注重|强化|做实|"
    r"聚焦)[^，。]{0,40}$"
)
_DONE = re.compile(r"(?<!为)了(?!解)|已|共(?!同|建|享|治)|累计|先后|日(?:上午|下午|晚)?[，]")


def plan_from(page: Page, sentence: Sentence) -> int | None:
    """The offset at which the sentence turns to the future; None if it never does."""
    if _inherits_plan(page, sentence):
        return sentence.start
    if not _MAY_BE_FUTURE.search(page.mask, sentence.start, sentence.end):
        return None
    for match in _FUTURE.finditer(page.mask, sentence.start, sentence.end):
        moved = match.start() + match[0].find("将")
        if "将" in match[0] and not match[0].startswith("将把") and _OBJECT.match(page.mask, moved, sentence.end):
            continue
        if match[0] == "计划" and page.mask[match.start() - 1 : match.start()] in "《》定订":
            continue
        return match.start()
    return None


def order_from(page: Page, sentence: Sentence) -> int | None:
    """The offset at which the sentence says what others should do (会议要求，…; 各县要…)."""
    if not _MAY_BE_ORDER.search(page.mask, sentence.start, sentence.end):
        return None
    match = _ORDER.search(page.mask, sentence.start, sentence.end)
    return match.start() if match else None


def opens_topic(page: Page, paragraph: Paragraph, sentence: Sentence) -> bool:
    """Whether the sentence only names what the following sentences spell out."""
    if not sentence.opens:
        return False
    start = item_mark(page.even, sentence.start, sentence.end)
    words = page.mask[start : sentence.end]
    if any(found.words[0].isdigit() for atom in sentence.atoms for found in atom.quantities) or "了" in words:
        return False
    if sentence.alone:
        return False
    last = sentence.end - start
    return last <= TOPIC_LENGTH + 1 or (paragraph.item and last <= 2 * TOPIC_LENGTH and bool(_LEAD_IN.search(words.rstrip("。"))))


def _inherits_plan(page: Page, sentence: Sentence) -> bool:
    paragraph = page.paragraphs[sentence.paragraph]
    first = paragraph.sentences[0]
    if sentence is first or not _OPENS_PLAN.match(page.mask, first.start, first.end):
        return False
    return not _DONE.search(page.mask, sentence.start, sentence.end)
