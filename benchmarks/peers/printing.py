"""What was measured, as tables: peer ÷ Xuanguan in every line, and a word where Xuanguan loses."""

from __future__ import annotations

from typing import Any

from benchmarks.peers.questions import FORMS
from benchmarks.peers.superset.asking import FORMS as SERVED


def tables(found: dict[str, Any]) -> None:
    """A: what building, keeping and changing costs; how far rows are from the truth; questions at every level."""
    participations = found["participations"]
    print("\n| tables of figures | Xuanguan | PostgreSQL | peer ÷ Xuanguan |\n|---|--:|--:|--:|")
    own, peer = found["build"]["Xuanguan"], found["build"]["peer"]
    line("built whole, s elapsed (of processor)", own[0] / 1000, peer[0] / 1000, f" ({own[1] / 1000:.1f})", f" ({peer[1] / 1000:.1f})")
    size = found["bytes"]
    line("bytes for each of the participations that stand", size["Xuanguan"] / participations, size["peer"] / participations, digits=0)
    changes = found["changes"]
    for what, name in (("latest", "1,000 changes seen, by a table of the latest, ms (of processor)"), ("whole", "1,000 changes seen, by building whole, ms (of processor)")):
        line(name, changes["Xuanguan"][0], changes[what][0], f" ({changes['Xuanguan'][1]:.0f})", f" ({changes[what][1]:.0f})", digits=0)
    print(f"\nThe records alone, which both are built from, take {size['records'] / participations:.0f} bytes for each participation.")
    print("\n| rows added up, above what happened | |\n|---|--:|")
    for name, share in found["over"].items():
        print(f"| {name} | +{share * 100:.1f} % |")
    print(f"\nAnswers of Xuanguan that differ from the peer's rows counted DISTINCT or from the records joined: {len(found['differences'])}.")
    for sentence in found["differences"][:5]:
        print(f"   {sentence}")
    print(f"\n| one question, one thread: median ms elapsed (of processor) | {' | '.join(FORMS)} | ÷, of processor | ÷ | ÷ |\n|---|{'--:|' * 7}")
    for question, levels in found["questions"].items():
        for level, forms in levels.items():
            own, *theirs = (processor for _elapsed, processor in forms)
            print(f"| {question}, {level} | {' | '.join(f'{one[0]:.1f} ({one[1]:.1f})' for one in forms)} | {' | '.join(ratio(own, one) for one in theirs)} |")
    print(f"\n| the uppermost unit, all years, both cores: ms elapsed | {' | '.join(FORMS)} | ÷ | ÷ | ÷ |\n|---|{'--:|' * 7}")
    for question, elapsed in found["root"].items():
        print(f"| {question} | {' | '.join(f'{one:.1f}' for one in elapsed)} | {' | '.join(ratio(elapsed[0], one) for one in elapsed[1:])} |")


def servers(found: dict[str, Any]) -> None:
    """B: what an answer takes over HTTP, kept and not; what eight clients get; what the processes weigh; a rebuild from the same records."""
    print(f"\nAnswers of Superset (rows DISTINCT, records joined) that differ from Xuanguan's: {len(found['differences'])}.")
    for sentence in found["differences"][:5]:
        print(f"   {sentence}")
    for kept, said in (("first", "nothing kept"), ("again", "asked again, from what is kept")):
        print(f"\n| over HTTP, {said}: ms, median / p95 | Xuanguan | {' | '.join(f'Superset, {form}' for form in SERVED)} | ÷ | ÷ | ÷ |\n|---|{'--:|' * 7}")
        for question, forms in found["questions"].items():
            own, *theirs = (forms[form][kept] for form in ("Xuanguan", *SERVED))
            print(f"| {question} | {' | '.join(_both(one) for one in (own, *theirs))} | {' | '.join(ratio(own['median'], one['median']) for one in theirs)} |")
    print(f"\n| eight clients: answers a second (ms of processor for each) | Xuanguan | {' | '.join(f'Superset, {form}' for form in SERVED)} | Xuanguan ÷ | ÷ | ÷ |\n|---|{'--:|' * 7}")
    for kept, said in (("first", "nothing kept"), ("again", "forty questions, kept")):
        own, *theirs = (found["clients"][form][kept] for form in ("Xuanguan", *SERVED))
        written = (f"{one['a second']:.0f} ({one['processor ms']:.0f})" for one in (own, *theirs))
        print(f"| {said} | {' | '.join(written)} | {' | '.join(ratio(one['a second'], own['a second']) for one in theirs)} |")
    memory, own, peer = found["memory"], found["rebuild"]["Xuanguan"], found["rebuild"]["peer"]
    print("\n| | Xuanguan | peer | peer ÷ Xuanguan |\n|---|--:|--:|--:|")
    line("memory of the server's processes, MB (PostgreSQL's besides)", memory["Xuanguan"], memory["Superset"], "", f" ({memory['PostgreSQL']:.0f})", digits=0)
    line("figures built whole from the records, s (of processor)", own[0] / 1000, peer[0] / 1000, f" ({own[1] / 1000:.1f})", f" ({peer[1] / 1000:.1f})")


def _both(one: dict[str, float]) -> str:
    return f"{one['median']:.0f} / {one['p95']:.0f}"


def line(what: str, own: float, peer: float, own_more: str = "", peer_more: str = "", *, digits: int = 1) -> None:
    print(f"| {what} | {own:,.{digits}f}{own_more} | {peer:,.{digits}f}{peer_more} | {ratio(own, peer)} |")


def ratio(own: float, peer: float) -> str:
    """Peer ÷ Xuanguan, in bold and with a word where Xuanguan loses."""
    found = peer / own
    written = f"{found:.1f}" if found >= 10 else f"{found:.2f}"
    return written if found >= 0.995 else f"**{written} lost**"
