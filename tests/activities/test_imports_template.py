"""The template that a campaign gives out: its lists, and that what is filled in comes back as it was."""
import datetime as dt
import io
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.builders import activity_values
from xuanguan.activities.enums import ParticipationRole, Qualifier
from xuanguan.activities.imports import dry_run, write_template
from xuanguan.activities.imports.fields import Columns
from xuanguan.activities.values import ActivityValues, MeasureValue, ParticipationValue, When
from xuanguan.campaigns.models import ActivityKind, KindMeasure
from xuanguan.common.spreadsheets import UnreadableSheet

TODAY = dt.date(2012, 6, 1)
DAY = st.dates(dt.date(2010, 1, 1), TODAY)
# Spaces at the ends and a leading apostrophe go when a cell is read; control characters and a lone surrogate cannot stand in a file of XML.
WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=40).map(str.strip).filter(lambda text: not text.startswith("'"))


@st.composite
def whens(draw):
    first, last = sorted((draw(DAY), draw(DAY)))
    return draw(st.sampled_from([When.on(first), When.lasting(first, last), When.between(first, last)]))


@st.composite
def values_of(draw, here) -> ActivityValues:
    kind = draw(st.sampled_from(list(here.campaign.kinds.prefetch_related("measures").order_by("order"))))
    units = draw(st.lists(st.sampled_from([here.county, here.city, here.other_city]), min_size=1, unique=True))
    roles = [ParticipationRole.HOST, *sorted(draw(st.lists(
        st.sampled_from([ParticipationRole.CO_HOST, ParticipationRole.PARTICIPANT]), min_size=len(units) - 1, max_size=len(units) - 1)))]
    measures = draw(st.lists(st.sampled_from(list(kind.measures.all())), unique_by=lambda one: one.pk)) if kind.measures.all() else []
    # Columns stand in the order of the campaign; the pairs for any measure come after them.
    order = {measure.code: n for n, measure in enumerate(Columns.of(here.campaign).measures.values())}
    number = st.decimals(0, 10 ** 9, places=2) | st.integers(0, 10 ** 9).map(Decimal)
    return ActivityValues(
        campaign=here.campaign, kind=kind, front=draw(st.sampled_from(list(here.campaign.fronts.order_by("order")))), reporting_unit=here.county,
        when=draw(whens()), participations=tuple(ParticipationValue(unit, role) for unit, role in zip(units, roles, strict=True)),
        measures=tuple(MeasureValue(one.code, draw(number), draw(st.sampled_from(Qualifier.values)), one.unit_zh)
                       for one in sorted(measures, key=lambda one: order[one.code])),
        title=draw(WORDS), place=draw(WORDS), audience=draw(WORDS), note=draw(WORDS),
        clauses=tuple(draw(st.lists(st.sampled_from(list(here.campaign.version.clauses.order_by("order"))), unique=True))))


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data(), language=st.sampled_from(["zh-hans", "en"]), other=st.sampled_from(["zh-hans", "en"]))
def test_what_is_filled_into_the_template_is_read_back_as_it_was(here, data, language, other):
    filled = data.draw(st.lists(values_of(here), min_size=1, max_size=4))

    with override(language):
        book = write_template(here.campaign, person=here.officer, rows=filled)
    with override(other):
        found = dry_run(book, "t.xlsx", campaign=here.campaign, unit=here.county, by=here.officer, on=TODAY)

    assert (found.errors, [row.values for row in found.rows]) == ([], filled)


def test_a_measure_without_a_column_of_its_own_goes_into_a_pair(here):
    kind = ActivityKind.objects.get(campaign=here.campaign, code="agreement")
    for n in range(10):
        KindMeasure.objects.create(kind=kind, code=f"m{n}", name_zh=f"指标{n}", name_en=f"measure {n}", unit_zh="个", order=n)
    filled = activity_values(here.campaign, here.county, kind="agreement", measures={})
    filled = ActivityValues(**{name: getattr(filled, name) for name in filled.__slots__} | {
        "measures": tuple(MeasureValue(f"m{n}", Decimal(n), "exact", "个") for n in (5, 6, 9))})

    found = dry_run(write_template(here.campaign, person=here.officer, rows=[filled]), "t.xlsx", campaign=here.campaign, unit=here.county,
                    by=here.officer, on=TODAY)

    assert [row.values for row in found.rows] == [filled]


def test_the_lists_hold_kinds_fronts_clauses_and_the_units_that_the_person_reports_for(here):
    with override("zh-hans"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(write_template(here.campaign, person=here.city_officer)))

    columns = [[cell for cell in column if cell] for column in zip(*book.get_sheet_by_name("lists").to_python(), strict=True)]
    assert columns[:3] == [["讲座", "签订协议"], ["政府", "系统"], ["自贡市 (510300)", "荣县 (510321)"]]
    assert (columns[-1][0], [str(one.visible) for one in book.sheets_metadata if one.name == "lists"]) == (
        "1 1 第1条", ["SheetVisibleEnum.Hidden"])


def test_an_empty_template_says_that_nothing_was_filled_in(here):
    with pytest.raises(UnreadableSheet, match="has headings but no rows below them"):
        dry_run(write_template(here.campaign, person=here.officer), "t.xlsx", campaign=here.campaign, unit=here.county, by=here.officer)


def test_a_kind_that_counts_in_two_words_has_a_column_for_each(here):
    lecture = here.campaign.kinds.get(code="lecture")
    KindMeasure.objects.create(kind=lecture, code="participants", name_zh="参加", name_en="Attendances", unit_zh="人", unit_en="persons", order=3)

    assert [(one.zh, one.en) for one in Columns.of(here.campaign).measures.values()] == [
        ("场次（场）", "Sessions (sessions)"), ("参加（人次）", "Attendances (attendances)"), ("参加（人）", "Attendances (persons)")]
