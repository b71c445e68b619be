"""Where a figure was printed: the editions of bulletins that told so when they were issued."""
import hashlib
from urllib.parse import urlencode

from django.db.models import QuerySet

from xuanguan.figures.answers.asking import Question
from xuanguan.figures.models import Printed


def key_of(question: Question, expectation: str = "") -> str:
    """Which figure it is, whenever it is asked: where, when and which, without the day of knowledge."""
    said = {
        **question.parameters, "campaign": question.campaign.code, "from": question.period.first.isoformat(), "to": question.period.last.isoformat(),
        "expectation": expectation, "as_of": "",
    }
    which = urlencode(sorted((name, value) for name, value in said.items() if value))
    return hashlib.sha256(which.encode()).hexdigest()


def printed_in(question: Question, expectation: str = "") -> QuerySet[Printed]:
    """Each time the figure was printed, the latest first. Which editions a person may see is for the room that holds them."""
    return Printed.objects.filter(campaign=question.campaign, key=key_of(question, expectation))
