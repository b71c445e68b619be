"""A draft, or the text of an edition, as a file: plain text, HTML, JSON, JSON-LD, Word and PDF.

    made = export(draft, "pdf", Official(mark="四川省质量技术监督局", number="川质监〔2012〕15号"))

Without an `Official` the issuer's own name makes the head. `plain=True` leaves the red head away, for administrations that
have no such form.
"""

from xuanguan.bulletins.exports.making import FORMS, Form, edition_as, export, file_name, files_of, official_of
from xuanguan.bulletins.exports.official import Official

__all__ = ["FORMS", "Form", "Official", "edition_as", "export", "file_name", "files_of", "official_of"]
