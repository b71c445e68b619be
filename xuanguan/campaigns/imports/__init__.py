"""What comes into campaigns from files: templates; who answers for what, from lists of facts, spreadsheets and prose."""
from xuanguan.campaigns.imports.published import LEVEL_WORDS, PublishedError, as_facts, load_published, read_published
from xuanguan.campaigns.imports.templates import TEMPLATES, Asked, preview, read_template, template_of, templates

__all__ = ["LEVEL_WORDS", "TEMPLATES", "Asked", "PublishedError", "as_facts", "load_published", "preview", "read_published", "read_template",
           "template_of", "templates"]
