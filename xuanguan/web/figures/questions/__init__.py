"""Questions that have a page of their own: a file each, all shown by one template.

A page says which fields its form has and how it is answered (`shown.QuestionPage`); what it answers (`shown.Answer`) is drawn on
the page and written into files alike.
"""
from xuanguan.web.figures.questions import burden, changes, comparing, completeness, participants, persons, ranking, target
from xuanguan.web.figures.questions.shown import Answer, QuestionPage, page_address

# In the order in which tabs and lists name them.
PAGES: dict[str, QuestionPage] = {
    one.name: one for one in (
        ranking.PAGE, comparing.PAGE, target.PAGE, participants.PAGE, completeness.PAGE, burden.PAGE, persons.PAGE, changes.PAGE)}

__all__ = ["PAGES", "Answer", "QuestionPage", "page_address"]
