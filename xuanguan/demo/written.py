"""Bulletins that the demo wrote: the province's, issued, of which a number has moved since; one in the making; a city's, handed up."""
import datetime as dt

from xuanguan.bulletins import actions
from xuanguan.bulletins.composing import compose, outline_named
from xuanguan.bulletins.exports import Official, files_of
from xuanguan.bulletins.models import Draft, Edition
from xuanguan.demo.sichuan import DAY, Work
from xuanguan.organisations.models import Unit
from xuanguan.periods import Window

# Document numbers say that they are the demo's: no real document has them.
PERIOD = Window(dt.date(2012, 2, 6), DAY)
MAY = Window(dt.date(2012, 5, 1), DAY)


def write(work: Work) -> None:
    """Needs figures. What is reported after this moves the numbers printed here."""
    # Fetched anew: the units at hand were numbered for the tree after they were read.
    province, city = (Unit.objects.select_related("territory").get(code=code) for code in ("510000", "510900"))
    issue(begin(work, province, PERIOD, "writer"), Official(
        mark="四川省质量技术监督局", number="演示〔2012〕1号", on=DAY, addressee="国家质量监督检验检疫总局", copies="各市（州）质量技术监督局。",
        printed_by="四川省质量技术监督局办公室", printed_on=DAY))
    handed = issue(begin(work, city, PERIOD, "suining-writer"), Official(number="演示遂质〔2012〕1号", on=DAY, addressee="四川省质量技术监督局"))
    actions.hand_up(edition=handed, to=province, by=handed.by)
    begin(work, province, MAY, "writer", outline="short")


def begin(work: Work, unit: Unit, period: Window, writer: str, *, outline: str = "fronts") -> Draft:
    by = work.people[writer]
    text = compose(work.campaign, by, unit=unit, period=period, outline=outline_named(work.campaign, outline))
    return actions.keep_draft(campaign=work.campaign, unit=unit, text=text, outline=outline, by=by, is_demo=True)


def issue(draft: Draft, official: Official) -> Edition:
    return actions.issue_edition(
        draft=draft, by=draft.by, document_number=official.number, issued_on=official.on, official=official.kept(), files=files_of)
