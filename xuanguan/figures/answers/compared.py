"""A figure beside the same of another period, or beside what is wanted of it."""
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from xuanguan.analytics import Count, Sum
from xuanguan.analytics import questions as ground
from xuanguan.figures.answers.asking import CannotAsk, Question
from xuanguan.figures.answers.values import Figure, figure_of_count, figure_of_sum
from xuanguan.periods import Window
from xuanguan.policies.models import Target


@dataclass(frozen=True, slots=True)
class ComparedFigures:
    """share: now ÷ then, 1.12 for 12 % more, with its qualifier; None where nothing was known then."""

    now: Figure
    before: Figure
    share: ground.Share | None


@dataclass(frozen=True, slots=True)
class ReachedOfTarget:
    """is_reached: for sure; what is only estimated reaches nothing for sure. lacking: 0 where it is reached."""

    figure: Figure
    target: Decimal
    share: ground.Share
    is_reached: bool
    lacking: Decimal


def year_on_year(question: Question) -> ComparedFigures:
    """Beside the same days a year earlier. Raises CannotAsk in the first year of the calendar."""
    if question.period.first.year <= dt.date.min.year:
        raise CannotAsk("from", _("There is no year before %(year)s.") % {"year": question.period.first.year})
    return compared(question, ground.year_before(question.period))


def compared(question: Question, before: Window) -> ComparedFigures:
    """Beside any other period, both as of the question's day."""
    found = question.put(ground.compared, question.but(measure=None).asked, before=before, measure=question.measure) or ground.Compared(Count(), Count())
    then = question.but(period=before)
    if question.measure is None:
        pair = (figure_of_count(question, found.activities, name=_("Activities")), figure_of_count(then, found.before, name=_("Activities")))
    else:
        pair = (figure_of_sum(question, found.sum or Sum(question.measure)), figure_of_sum(then, found.sum_before or Sum(question.measure)))
    return ComparedFigures(*pair, found.share)


def against_target(question: Question, target: Decimal | Target) -> ReachedOfTarget:
    """Of the question's measure, else of activities. Raises CannotAsk for a target without a number above zero, and for one of a policy
    that is counted in another unit of measure."""
    if isinstance(target, Target):
        word = question.measure.word if question.measure else ""
        if target.unit and target.unit != word:
            raise CannotAsk("target", _("The target “%(target)s” is counted in %(wanted)s, this figure in %(word)s: the two cannot be compared.") % {
                "target": target, "wanted": target.unit, "word": word or _("activities")})
        number = target.number
    else:
        number = target
    if number is None or number <= 0:
        raise CannotAsk("target", _("A target is a number above zero."))
    asked = question.but(measure=None).asked
    found = question.put(ground.against_target, asked, target=number, measure=question.measure) or ground.AgainstTarget(
        number, Count(), None, ground.Share(Decimal(0), Decimal(0)))
    figure = (figure_of_count(question, found.activities, name=_("Activities")) if question.measure is None
              else figure_of_sum(question, found.sum or Sum(question.measure)))
    return ReachedOfTarget(figure, number, found.share, found.is_reached, found.lacking)
