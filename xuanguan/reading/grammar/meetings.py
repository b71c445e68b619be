"""Meetings that assign or launch work: conferences, ceremonies, press conferences, parents' meetings."""

import re

from xuanguan.reading.rules import Rank, Rule

CONFERENCE = Rule(
    name="meeting or ceremony held",
    activity="conference",
    rank=Rank.CONFERENCE,
    anchors=("会", "启动仪式", "揭牌仪式", "开幕式", "发布仪式", "首发仪式"),
    pattern=re.compile(
        r"(?:召开|举行|举办|组织召开|组织举办|主持召开|开|参加|承办)[^，。；]{0,50}?"
        r"(?:会议|大会|推进会|动员会|部署会|启动会|发布会|党组会|党委会|家长会|座谈会|现场会|调度会|交流会|恳谈会|协调会|院坝会|屋场会|村民会|坝坝会|宣贯会|"
        r"工作会|例会|联席会|视频会|新闻通气会|通气会|吹风会|听证会|总结会|板凳会|见面会|论坛|对接会|解读会|专题会|户主会|群众会|常务会|常委会|启动仪式|开幕式|首发仪式)"
        r"(?!议室|议精神|议要求|展|所|场|组织|学习)"
        r"|(?:启动仪式|开幕式|发布会|推进会|动员会|大会|动员部署会|启动会|首发仪式)[^，。；]{0,18}(?:举行|召开|举办|拉开)"
    ),
    reads=(
        "市政府召开动员大会，部署条例宣传。",
        "质量月活动启动仪式在会展中心举行，150人参加。",
        "省局第一时间召开党组会，专题研究部署宣贯工作。",
        "乡中心学校召开防溺水主题家长会3场，1200余名家长参加。",
        "市卫健委举行新闻发布会，解读新修订的条例。",
    ),
    leaves=("开展社会宣传。", "组织志愿者协会成员。", "会议要求各单位抓好落实。"),
)

RULES = (CONFERENCE,)
