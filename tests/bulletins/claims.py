"""Claims made by hand, as the reader would give them, so that a test says just what it is about."""
import datetime as dt

from xuanguan.bulletins.models import Bulletin, Claim

TEXT = "资阳、泸州、遂宁等14个市州专题学习了《纲要》。县质监局举办讲座3场，260余人次参加，印发资料5000册。"


def make_bulletin(campaign, unit, by, *, published: dt.date = dt.date(2012, 5, 25), text: str = TEXT) -> Bulletin:
    return Bulletin.objects.create(campaign=campaign, unit=unit, title="简报", published=published, sha256=f"{Bulletin.objects.count():064}",
                                   source_text=text, clean_text=text, reading={"removed": [], "plans": [], "does_not_add_up": []}, by=by)


def measure(name: str, value: float, unit: str, text: str, qualifier: str = "exact") -> dict:
    return {"name": name, "value": value, "qualifier": qualifier, "unit": unit, "text": text, "start": 0, "end": 0, "in_quote": True}


def make_claim(bulletin: Bulletin, *, activity: str = "lecture", front: str = "government", quote: str = "县质监局举办讲座3场", actors=("县质监局",), units=(),
               measures=(), count: tuple | None = None, when: str | None = None, confidence: float = 0.9) -> Claim:
    number = bulletin.claims.count() + 1
    start = max(bulletin.clean_text.find(quote), 0)
    data = {
        "id": number, "quote": quote, "start": start, "end": start + len(quote), "source_span": [start, start + len(quote)], "actors": list(actors),
        "count_of_actors": {"value": count[0], "qualifier": "exact", "unit": count[1]} if count else None, "front": front, "activity": activity,
        "measures": list(measures), "when": when, "tense": "done", "confidence": confidence,
        "units": [{"code": unit.code, "name": unit.name_zh, "written": written, "confidence": 1.0, "candidates": []} for written, unit in units],
    }
    return Claim.objects.create(bulletin=bulletin, number=number, start=start, end=start + len(quote), confidence=confidence, data=data)
