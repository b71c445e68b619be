"""What each section tells, sentence by sentence, in Chinese and in English.

`common` holds what both share (which number leads, what is left out), `chinese` and `english` the words around the numbers,
`telling` which sentences a section has.
"""

from xuanguan.writing.sentences.telling import told_draft

__all__ = ["told_draft"]
