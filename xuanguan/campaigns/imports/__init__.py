"""What comes into campaigns from files: templates; who answers for what, from lists of facts, spreadsheets and prose; what is expected."""
from xuanguan.campaigns.assigning import document_code
from xuanguan.campaigns.imports.expectation_sheets import expectation_headings, expectation_rows, import_expectations, read_expectations
from xuanguan.campaigns.imports.prose import ProposedItem, as_proposed, decided, propose
from xuanguan.campaigns.imports.published import LEVEL_WORDS, PublishedError, as_facts, load_published, read_published
from xuanguan.campaigns.imports.responsibility_sheets import SheetOptions, import_responsibility_sheet, read_responsibility_sheet
from xuanguan.campaigns.imports.templates import TEMPLATES, Asked, preview, read_template, template_of, templates

__all__ = [
    "LEVEL_WORDS",
    "TEMPLATES",
    "Asked",
    "ProposedItem",
    "PublishedError",
    "SheetOptions",
    "as_facts",
    "as_proposed",
    "decided",
    "document_code",
    "expectation_headings",
    "expectation_rows",
    "import_expectations",
    "import_responsibility_sheet",
    "load_published",
    "preview",
    "propose",
    "read_expectations",
    "read_published",
    "read_responsibility_sheet",
    "read_template",
    "template_of",
    "templates",
]
