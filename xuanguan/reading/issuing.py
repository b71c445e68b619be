"""The names under which a document says it was issued, before any of it is read into claims."""

import re

from xuanguan.reading.cleaning import clean
from xuanguan.reading.documents import Source
from xuanguan.reading.grammar.actors import subject_of
from xuanguan.reading.grammar.anaphors import is_anaphor
from xuanguan.reading.tokens import lay_out


def names_of_issuer(source: Source) -> list[tuple[str, str]]:
    """("source" or "title", name), the most trusted first: who the source line or signature names, then the title's subject.

    A title often names whom it is about rather than who wrote it, so the source line goes first; the body is not asked at
    all: it tells of many units.

    >>> from xuanguan.reading.documents import open_document
    >>> text = "泸州市质监局开展质量宣讲\\n来源：四川省质监局 2012-03-20\\n3月12日，泸州市质监局举办讲座2场，260人参加。"
    >>> names_of_issuer(open_document(text.encode(), "a.txt"))
    [('source', '四川省质监局'), ('title', '泸州市质监局')]
    """
    cleaned = clean(source)
    names = [("source", cleaned.issuer)] if cleaned.issuer else []
    if cleaned.title:
        head = lay_out(re.sub(r"[\s:：]", "，", cleaned.title))
        subject = subject_of(head, head.atoms[0]) if head.atoms else None
        if subject is not None and subject.kind == "unit" and not is_anaphor(subject.names[0]):
            names.append(("title", subject.names[0]))
    return names
