"""Pages of many makers: the article comes out alike, whatever surrounds it and however it is built."""

import pytest

from tests.reading.making import BODY, INFO, PARAGRAPHS, TITLE
from xuanguan.reading.cleaning import clean
from xuanguan.reading.documents import open_document

ARTICLE = "".join(f"<p>　　{words}</p>" for words in PARAGRAPHS)
HEAD = f"<h1>{TITLE}</h1><div>{INFO}</div>"


def cleaned(body: str, head: str = f"<title>{TITLE}_临江县质量技术监督局</title>"):
    page = f'<html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    return clean(open_document(page.encode(), "page.html"))


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="tit">{TITLE}</div><div><span>发布时间：</span></div><div>2013-09-06</div><div>来源：临江县质监局</div><div>{ARTICLE}</div>',
        f"<h1>{TITLE}</h1><ul><li>发布日期：2013-09-06</li><li>来源：临江县质监局</li><li>浏览：33</li></ul><div>{ARTICLE}</div>",
        "<table><tr><td><a href=1>首页</a></td><td><a href=2>概况</a></td></tr></table><table><tr><td><table>"
        f"<tr><td><b>{TITLE}</b></td></tr><tr><td>2013-09-06　来源：临江县质监局</td></tr><tr><td>{'<br>　　'.join(PARAGRAPHS)}</td></tr>"
        "</table></td><td><ul><li><a href=3>通知：关于开展质量月活动的通知</a></li></ul></td></tr></table>",
        f"<div><p align=center><strong>{TITLE}</strong></p><p>来源：临江县质监局 2013-09-06</p>{ARTICLE}<p>（责编：李明）</p></div>",
        f"<div><p>本站公告：请各单位按时上报材料，谢谢合作。</p></div><div>{HEAD}<div>{ARTICLE}</div></div>",
        f"{HEAD}<div>{ARTICLE}<div style='position:absolute;left:-9999px'><a>上海搬家公司</a> <a>上海搬家价格</a> <a>上海长途搬家</a></div></div>",
        f"{HEAD}<div>{ARTICLE}</div><div class=comments><p>网友A：说得很好，支持。</p></div>",
        f"<div>今天是2025年1月1日 星期三</div>{HEAD}<div>{ARTICLE}</div><div><a href=9>县局召开会议，部署工作，提出要求</a></div>",
    ],
    ids=["split info", "info in list", "tables", "title inside", "sidebar", "off screen", "comments", "clock"],
)
def test_the_article_comes_out_of_every_layout(body):
    found = cleaned(body)

    assert (found.title, found.date, found.issuer, found.text.string) == (TITLE, "2013-09-06", "临江县质监局", BODY)


@pytest.mark.parametrize(
    "head",
    [f"<title>临江县质量技术监督局-{TITLE}</title>", "", f"<title>{TITLE} - 临江县人民政府</title>", "<title>工作动态</title>"],
)
def test_the_title_is_found_whatever_the_page_calls_itself(head):
    found = cleaned(f"{HEAD}<div>{ARTICLE}</div>", head)

    assert (found.title, found.text.string) == (TITLE, BODY)


def test_what_a_page_says_of_itself_stands_in_where_nothing_is_printed():
    head = f'<title>门户网站</title><meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2013-09-06 10:20">'

    found = cleaned(f"<div>{TITLE}</div><div>{ARTICLE}</div>", head)

    assert (found.title, found.date, found.text.string) == (TITLE, "2013-09-06", BODY)


def test_a_table_of_figures_keeps_its_rows_and_headings_stay():
    table = "<table><tr><td><p>项目</p></td><td><p>数量</p></td></tr><tr><td>发放资料</td><td>1200余份</td></tr></table>"

    found = cleaned(f"{HEAD}<div><h2>一、主要做法</h2>{ARTICLE}{table}</div>")

    assert found.text.string == f"一、主要做法\n{BODY}\n项目 数量\n发放资料 1200余份"


def test_a_caption_goes_with_its_picture():
    found = cleaned(f'{HEAD}<div>{ARTICLE}<p><img src="1.jpg"><br>培训现场</p></div>')

    assert found.text.string == BODY
    assert [item.why for item in found.removed if item.why == "caption"] == ["caption"]
