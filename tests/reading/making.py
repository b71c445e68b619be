"""Small files of every kind, made in memory for the tests of the reader."""

import io
import zipfile

import docx

TITLE = "临江县质监局开展质量月宣传活动"
PARAGRAPHS = (
    "9月5日,临江县质监局联合县工商局、县消协等6个部门在人民广场开展质量月宣传活动。",
    "活动现场发放宣传资料1200余份,接受群众咨询180人次,展出展板16块。",
    "下一步,该局将深入企业开展培训。",
)
BODY = "\n".join(PARAGRAPHS)
INFO = "发布时间:2013-09-06 来源:临江县质监局"
DOCUMENT = f"{TITLE}\n\n{INFO}\n\n" + "\n\n".join(PARAGRAPHS) + "\n"


def a_docx(paragraphs: list[str], rows: list[list[str]] = (), after: list[str] = ()) -> bytes:
    """Paragraphs, a table, paragraphs."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, words in zip(table.rows, rows, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
    for words in after:
        document.add_paragraph(words)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def a_pdf(lines: list[str]) -> bytes:
    """One page of printed lines in a font that every PDF reader has by name (no font file inside)."""
    drawn = " ".join(f"1 0 0 1 60 {780 - 20 * i} Tm <{line.encode('utf-16-be').hex()}> Tj" for i, line in enumerate(lines))
    return _pdf(f"BT /F1 12 Tf {drawn} ET")


def a_scan() -> bytes:
    """One page with a drawing and no text."""
    return _pdf("0 0 200 200 re f")


def an_ofd(lines: list[str]) -> bytes:
    """One page; the runs of text stand in the file in disorder, as they do."""
    runs = "".join(
        f'<ofd:TextObject ID="{10 + i}" Boundary="30 {30 + 10 * i} 150 6"><ofd:TextCode X="0" Y="5">{line}</ofd:TextCode></ofd:TextObject>'
        for i, line in reversed(list(enumerate(lines)))
    )
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return a_zip(
        {
            "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f'<ofd:Document {space}><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
            "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {space}><ofd:Content><ofd:Layer>{runs}</ofd:Layer></ofd:Content></ofd:Page>",
        }
    )


def a_zip(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def a_page(body: str, title: str = TITLE, info: str = INFO, charset: str = "utf-8") -> str:
    """A page of a government's site with all its furniture."""
    return f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}_临江县人民政府</title></head><body>
<div class="top"><a href="/">设为首页</a> | <a href="/">加入收藏</a></div>
<ul><li><a href="/a">首页</a></li><li><a href="/b">政务公开</a></li><li><a href="/c">互动交流</a></li></ul>
<div class="pos">您现在的位置:<a href="/">首页</a> &gt; <a href="/d">工作动态</a> &gt; 正文</div>
<h1>{title}</h1><div class="info">{info} 浏览次数:<span>21</span></div>
<div id="zoom">{body}</div>
<div>上一篇:<a href="/1">县质监局召开党风廉政建设会议,部署全年工作</a></div>
<div>相关阅读<ul><li><a href="/2">县质监局检定加油机45台</a></li></ul></div>
<div class="footer">版权所有 临江县人民政府 备案号:某ICP备00000000号</div></body></html>"""


def _pdf(content: str) -> bytes:
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, words in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{words}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode("ascii")
