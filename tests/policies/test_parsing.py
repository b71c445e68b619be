"""Files become trees of clauses; bad files become sentences."""
import contextlib
import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.chinese.numerals import format_numeral
from xuanguan.policies.enums import Certainty, Relation
from xuanguan.policies.parsing import ParsedClause, read_policy
from xuanguan.policies.parsing.codes import Known, settle_codes
from xuanguan.policies.parsing.errors import UnreadablePolicy
from xuanguan.policies.parsing.numbering import number_of

DATA = Path(__file__).resolve().parents[2] / "xuanguan" / "policies" / "data"


def read(text: str, name: str = "policy.md"):
    return read_policy(text.encode(), name)


def word(*paragraphs: tuple[str, str] | str) -> bytes:
    """A docx of paragraphs, each its text or (style, text)."""
    document = docx.Document()
    for paragraph in paragraphs:
        style, text = paragraph if isinstance(paragraph, tuple) else (None, paragraph)
        document.add_paragraph(text, style=style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def codes(parsed) -> list[str]:
    return [clause.code for clause in settle_codes(parsed.clauses)]


@pytest.mark.parametrize(("line", "value", "rest"), [
    ("一、质量发展的基础", 1, "质量发展的基础"),
    ("（二）工作方针", 2, "工作方针"),
    ("(十一)其他", 11, "其他"),
    ("1. 产品质量", 1, "产品质量"),
    ("１．产品质量", 1, "产品质量"),
    ("3、责任", 3, "责任"),
    ("（1）责任", 1, "责任"),
    ("第三章 怎么做", 3, "怎么做"),
    ("第一百零二条　施行", 102, "施行"),
    ("第12条 施行", 12, "施行"),
    ("Chapter 2. When", 2, "When"),
    ("Article 40. Hospitals", 40, "Hospitals"),
    ("1.2 Scope", 2, "Scope"),
])
def test_a_line_that_begins_with_a_clauses_number_gives_its_value_and_the_rest(line, value, rest):
    number, left = number_of(line)

    assert (number.value, left) == (value, rest)


@pytest.mark.parametrize("line", [
    "2012年是关键的一年", "一方面要加强监督", "三五年之内", "1.5万册材料", "第一时间报告", "（略）", "Articles of war", "2012. was a year", "12·4活动",
])
def test_a_line_that_only_looks_like_a_clause_has_no_number(line):
    assert number_of(line) is None


@given(st.integers(1, 399))
@settings(deadline=None)
def test_every_number_that_is_written_in_characters_is_read_back(value):
    chapter, article, top = (number_of(f"{before}{format_numeral(value)}{after}题目")[0] for before, after in [("第", "章"), ("第", "条"), ("", "、")])

    assert [chapter.value, article.value, top.value] == [value] * 3


def test_the_outline_keeps_what_is_confirmed_and_what_is_missing():
    parsed = read_policy((DATA / "outline-2011-2020.md").read_bytes(), "outline-2011-2020.md")

    by_code = {clause.code: clause for clause in settle_codes(parsed.clauses)}
    counts = {mark: sum(clause.certainty == mark for clause in parsed.clauses) for mark in Certainty}
    assert by_code["3.b"].heading == "提高企业质量管理水平"
    assert by_code["3.b"].certainty == Certainty.NAME_CONFIRMED
    assert (by_code["4.a"].certainty, by_code["4.a"].place_is_judged) == (Certainty.CONTENT_CONFIRMED, True)
    assert by_code["4.x"].certainty == Certainty.MISSING
    assert by_code["2.3.1"].parent is not None
    assert "六条方针" in by_code["2.2"].note
    assert counts == {Certainty.CONFIRMED: 9, Certainty.NAME_CONFIRMED: 13, Certainty.CONTENT_CONFIRMED: 8, Certainty.MISSING: 6}
    assert len(parsed.targets) == 12
    assert parsed.front.complete is False


def test_the_hand_hygiene_guideline_has_the_same_codes_in_both_languages():
    chinese = read_policy((DATA / "hand-hygiene.md").read_bytes(), "hand-hygiene.md")
    english = read_policy((DATA / "hand-hygiene.en.md").read_bytes(), "hand-hygiene.en.md")

    assert codes(chinese) == codes(english)
    assert len(chinese.clauses) == 56
    assert all(clause.certainty == Certainty.CONFIRMED for clause in chinese.clauses)


def test_a_target_keeps_its_number_its_relation_and_the_clause_it_belongs_to():
    parsed = read_policy((DATA / "outline-2011-2020.md").read_bytes(), "outline.md")

    first, fifth = parsed.targets[0], parsed.targets[4]
    assert (first.number, first.relation, first.unit, first.clause) == (30, Relation.MORE_THAN, "%", "2.3.1")
    assert fifth.note == "数值来自英文报道，中文指标名没有核对"


def test_text_below_a_heading_is_the_clauses_text_and_a_quote_is_only_a_note():
    parsed = read("# 办法\n\n## 一、总则\n\n第一段。\n\n第二段。\n\n- 甲\n- 乙\n\n> 出处不明\n")

    clause = parsed.clauses[0]
    assert clause.text == "第一段。\n\n第二段。\n\n- 甲\n\n- 乙"
    assert clause.note == "出处不明"


def test_a_docx_is_read_by_its_numbers_where_it_has_no_styles():
    data = word("关于加强质量工作的意见", "国发〔2012〕9号", "各省、自治区、直辖市人民政府：", "一、总体要求", "（一）指导思想。坚持以人为本。", "（二）工作方针",
                "1．产品质量", "合格率稳定在90%以上。", "二、组织实施")

    parsed = read_policy(data, "意见.docx")

    assert parsed.front.title_zh == "关于加强质量工作的意见"
    assert parsed.front.number == "国发〔2012〕9号"
    assert [(c.code, c.heading, c.text) for c in parsed.clauses] == [
        ("1", "总体要求", ""), ("1.1", "指导思想", "坚持以人为本。"), ("1.2", "工作方针", ""), ("1.2.1", "产品质量", "合格率稳定在90%以上。"), ("2", "组织实施", "")]


def test_a_docx_in_chapters_and_articles_keeps_the_articles_numbers():
    data = word(("Title", "手卫生办法"), ("Heading 1", "第一章 总则"), "第一条　为了减少感染，制定本办法。", "第二条【适用范围】全体人员。",
                ("Heading 1", "第二章 附则"), "第三条　自发布之日起施行。")

    parsed = read_policy(data, "办法.docx")

    assert [(c.code, c.heading, c.text) for c in parsed.clauses] == [
        ("1", "总则", ""), ("1.1", "", "为了减少感染，制定本办法。"), ("1.2", "适用范围", "全体人员。"), ("2", "附则", ""), ("2.3", "", "自发布之日起施行。")]


def test_headings_by_style_without_numbers_get_letters():
    data = word(("Heading 1", "Purpose"), "Why we do it.", ("Heading 1", "Rules"), ("Heading 2", "Gloves"))

    parsed = read_policy(data, "rules.docx")

    assert codes(parsed) == ["a", "b", "b.a"]


def test_numbers_that_word_counts_by_itself_are_read():
    data = word(("List Number", "总则"), "正文。", ("List Number", "附则"))

    parsed = read_policy(data, "办法.docx")

    assert [(c.code, c.heading) for c in parsed.clauses] == [("1", "总则"), ("2", "附则")]


def test_a_clause_keeps_its_code_when_its_text_changes():
    before = read("## 一、总则\n\n旧文。\n")
    known = [Known(clause.code, "", clause.heading) for clause in settle_codes(before.clauses)]
    after = read("## 一、总则（修订）\n\n新文。\n")

    assert [clause.code for clause in settle_codes(after.clauses, known)] == ["1"]


def test_a_clause_whose_number_is_found_later_keeps_the_code_it_had():
    known = [Known("3", "", "主体作用"), Known("3.a", "3", "主体责任"), Known("3.b", "3", "社会责任")]
    found = read("## 三、主体作用\n\n### （一）主体责任\n\n#### 1. 首件检验\n\n### （二）社会责任\n")

    assert [clause.code for clause in settle_codes(found.clauses, known)] == ["3", "3.a", "3.a.1", "3.b"]


def test_a_number_that_stands_twice_gets_a_letter():
    twice = read("## 一、甲\n\n## 一、乙\n")

    assert codes(twice) == ["1", "1a"]


clauses = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["甲", "乙", "丙", "丁"])), min_size=1, max_size=30)


@given(clauses)
@settings(deadline=None)
def test_codes_are_unique_and_stay_when_the_same_file_is_read_again(items):
    parsed: list[ParsedClause] = []
    for n, (value, heading) in enumerate(items):
        parent = n // 2 if n and value > 2 else None
        parsed.append(ParsedClause(code=str(value) if parent is None else "", parent=parent, depth=0, heading=heading))

    first = settle_codes(parsed)
    known = [Known(c.code, first[c.parent].code if c.parent is not None else "", c.heading) for c in first]
    second = settle_codes(parsed, known)

    assert len({clause.code for clause in first}) == len(first)
    assert len({clause.code for clause in second}) == len(second)


@given(clauses.filter(lambda items: len({h for _n, h in items}) == len(items)))
@settings(deadline=None)
def test_a_file_whose_headings_differ_gives_the_same_codes_again(items):
    parsed = [ParsedClause(code="" if n % 2 else f"{n}", parent=n - 1 if n % 2 else None, depth=n % 2, heading=heading)
              for n, (_value, heading) in enumerate(items)]

    first = settle_codes(parsed)
    known = [Known(c.code, first[c.parent].code if c.parent is not None else "", c.heading) for c in first]

    assert [c.code for c in settle_codes(parsed, known)] == [c.code for c in first]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    return out.getvalue()


def plain_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "x")
    return out.getvalue()


@pytest.mark.parametrize(("data", "name", "code"), [
    (b"", "policy.md", "empty"),
    (b"  \n", "policy.md", "empty"),
    (bomb(), "policy.docx", "zip_bomb"),
    (plain_zip(), "policy.docx", "wrong_kind"),
    (b"PK\x03\x04 not really", "policy.docx", "damaged"),
    (b"plain text", "policy.docx", "damaged"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "policy.doc", "legacy_word"),
    (b"whatever", "policy.wps", "legacy_word"),
    (b"%PDF-1.7", "policy.pdf", "wrong_kind"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "policy.md", "wrong_kind"),
    ("今天天气很好。".encode(), "policy.md", "no_clauses"),
    (word("今天天气很好。"), "policy.docx", "no_clauses"),
    (b"---\ncode: x\n", "policy.md", "front_matter"),
    (b"---\nissued: tomorrow\n---\n## 1. x\n", "policy.md", "front_matter"),
    (b"---\ncolour: red\n---\n## 1. x\n", "policy.md", "front_matter"),
    (b"---\ntitle_zh: [a, b]\n---\n## 1. x\n", "policy.md", "front_matter"),
    (b"---\n: : :\n  - x\n---\n## 1. x\n", "policy.md", "front_matter"),
    (b"## 1. x\n\n## Targets\n\n| a | b |\n|-|-|\n| 1 | 2 |\n", "policy.md", "targets"),
    (b"#" + b"x" * 2_100_000, "policy.md", "huge"),
])
def test_a_file_that_is_no_policy_gets_a_sentence(data, name, code):
    with pytest.raises(UnreadablePolicy) as refused:
        read_policy(data, name)

    assert refused.value.code == code
    assert len(refused.value.sentence) > 20


def test_a_sentence_about_the_head_of_a_file_names_the_line():
    with pytest.raises(UnreadablePolicy) as refused:
        read("---\ncode: x\nissued: soon\n---\n## 一、甲\n")

    assert refused.value.line == 3


def test_a_file_saved_in_gb18030_is_read():
    parsed = read_policy("# 办法\n\n## 一、总则\n".encode("gb18030"), "policy.md")

    assert parsed.clauses[0].heading == "总则"


@given(st.binary(max_size=300), st.sampled_from(["a.md", "a.docx", "a.txt"]))
@settings(deadline=None)
def test_no_bytes_can_make_the_reader_fail_otherwise_than_with_a_sentence(data, name):
    with contextlib.suppress(UnreadablePolicy):
        parsed = read_policy(data, name)

        assert parsed.clauses
