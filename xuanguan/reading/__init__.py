"""The reader: turns official prose into claims that keep their place and explain themselves. No Django, no network.

>>> from xuanguan.reading import read
>>> reading = read("6月1日，县司法局举办法治讲座3场，120人参加。", date="2024-06-03")
>>> claim = reading.claims[0]
>>> claim.activity, claim.actors, [(m.name, str(m.quantity)) for m in claim.measures]
('lecture', ('县司法局',), [('sessions', '3场'), ('participants', '120人')])
"""

from xuanguan.reading.claims import Claim, Measure, Reading
from xuanguan.reading.documents import UnreadableDocument
from xuanguan.reading.lexicon import UnitName
from xuanguan.reading.reader import read, read_text
from xuanguan.reading.units import Lexicon

__all__ = ["Claim", "Lexicon", "Measure", "Reading", "UnitName", "UnreadableDocument", "read", "read_text"]
