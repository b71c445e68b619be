"""Policies in Markdown, as `policies/data/README.md` sets out."""
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from xuanguan.policies.enums import Certainty
from xuanguan.policies.parsing import errors
from xuanguan.policies.parsing.building import Growing, Tree
from xuanguan.policies.parsing.front import read_front_matter, titled
from xuanguan.policies.parsing.marks import take_id, take_marks
from xuanguan.policies.parsing.numbering import number_of
from xuanguan.policies.parsing.targets import read_targets
from xuanguan.policies.parsing.values import ParsedPolicy, ParsedTarget

TARGETS, BASELINES, SOURCES, NOTES = "targets", "baselines", "sources", "notes"
SECTIONS = {
    "指标": TARGETS, "targets": TARGETS, "基准": BASELINES, "baselines": BASELINES,
    "来源": SOURCES, "sources": SOURCES, "说明": NOTES, "notes": NOTES,
}
# A clause in a list stands below the heading over it, whatever that heading's level.
LIST_ITEM = 90


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the file: heading (with its level), paragraph, quote, item of a list, table; `line` counts from 1."""

    kind: str
    text: str
    line: int
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def read_markdown(text: str, name: str) -> ParsedPolicy:
    """The policy in a Markdown text. Raises UnreadablePolicy, with the line where there is one."""
    front, body, offset = read_front_matter(text)
    tree = Tree()
    title, section = "", ""
    targets: list[ParsedTarget] = []
    lists: dict[str, list[str]] = {BASELINES: [], SOURCES: [], NOTES: []}
    for block in blocks(body, offset):
        if block.kind == "heading":
            if block.level == 1:
                title, section = title or block.text, ""
                continue
            section = SECTIONS.get(block.text.strip().lower(), "")
            if not section:
                add_heading(tree, block, front.complete)
        elif section == TARGETS and block.kind == "table":
            targets += read_targets(block.rows, block.line)
        elif section in lists:
            lists[section].append(block.text)
        elif section != TARGETS and tree.last is not None:
            add_below(tree, tree.last, block, front.complete)
    if not tree.clauses:
        raise errors.no_clauses(name)
    return ParsedPolicy(
        front=titled(front, title), clauses=tree.done(), targets=tuple(targets), sources=tuple(lists[SOURCES]),
        baselines=tuple(lists[BASELINES]), note="\n".join(lists[NOTES]), remarks=())


def add_heading(tree: Tree, block: Block, complete: bool) -> None:
    code, line = take_id(block.text)
    certainty, judged, line = take_marks(line)
    number, heading = number_of(line) or (None, line)
    tree.add(rank=block.level, number=number, heading=heading, code=code, certainty=certainty or unmarked(complete),
             place_is_judged=judged, line=block.line)


def add_below(tree: Tree, last: Growing, block: Block, complete: bool) -> None:
    """A block below a heading: a marked item is a clause, a quote a note, everything else the clause's text."""
    certainty, judged, line = take_marks(block.text)
    if block.kind == "item" and certainty is not None:
        code, heading = take_id(line)
        number, heading = number_of(heading) or (None, heading)
        tree.add(rank=LIST_ITEM, number=number, heading=heading, code=code, certainty=certainty, place_is_judged=judged, line=block.line)
    elif block.kind == "quote":
        last.note.append(block.text)
    elif block.kind == "item":
        last.text.append(f"- {block.text}")
    elif block.kind == "table":
        last.text += ["　".join(row) for row in block.rows]
    else:
        last.text.append(block.text)


def unmarked(complete: bool) -> str:
    """A clause without a mark: confirmed in a complete text; in an incomplete one nothing vouches for it."""
    return Certainty.CONFIRMED if complete else Certainty.MISSING


def blocks(body: str, offset: int) -> Iterator[Block]:
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(body)
    for node in SyntaxTreeNode(tokens).children:
        line = offset + (node.map[0] if node.map else 0) + 1
        if node.type == "heading":
            yield Block("heading", written(node), line, level=int(node.tag[1]))
        elif node.type in ("bullet_list", "ordered_list"):
            for item in node.children:
                yield Block("item", " ".join(written(part) for part in item.children), offset + (item.map[0] if item.map else 0) + 1)
        elif node.type == "blockquote":
            yield Block("quote", "\n".join(written(part) for part in node.children), line)
        elif node.type == "table":
            rows = [row for part in node.children for row in part.children]
            yield Block("table", "", line, rows=tuple(tuple(written(cell) for cell in row.children) for row in rows))
        elif node.type != "hr":
            yield Block("paragraph", written(node), line)


def written(node: SyntaxTreeNode) -> str:
    """What is written in a node, its lines joined: without a space between Chinese characters."""
    parts = [part.content for part in node.walk() if part.type in ("inline", "fence", "code_block")]
    return re.sub(r"(?<=[^\x00-\xff])\n(?=[^\x00-\xff])", "", "\n".join(parts)).replace("\n", " ").strip()
