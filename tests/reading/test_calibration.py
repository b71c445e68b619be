"""What the reader tells of its own sureness is true of documents it was not fitted on."""

import statistics

import pytest

from benchmarks.calibrating import brier, brier_of_the_mean, first_readings, fit, left_out, reached
from xuanguan.reading import confidence as told


def test_documents_left_out_are_told_apart_better_than_by_the_mean():
    claims = left_out()

    assert brier(claims) < brier_of_the_mean(claims) - 0.02


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.4), (0.4, 0.55), (0.55, 0.7), (0.7, 0.8), (0.8, 1.0)])
def test_what_is_told_comes_true_within_a_tenth(low, high):
    inside = [(sure, right) for sure, right in left_out() if low <= sure < high]

    assert abs(statistics.mean(sure for sure, _ in inside) - statistics.mean(right for _, right in inside)) <= 0.1


def test_the_table_of_the_package_is_the_one_fitted_on_all_first_readings():
    fitted = fit(first_readings())

    assert {name: pytest.approx(value, abs=0.002) for name, value in fitted.items()} == told.weights()


def test_the_thresholds_offered_are_those_measured():
    measured = [{"at_least": at, "right": round(right / of, 3), "claims": of} for at, right, of in reached(left_out())]

    assert measured == told.reached()
