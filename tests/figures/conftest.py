"""A province with cities, whose figures are built in a folder of their own."""
import pytest

from tests.activities.province import Province, make_province


@pytest.fixture(autouse=True)
def figures_folder(settings, tmp_path):
    settings.FIGURES_FOLDER = tmp_path / "figures"


@pytest.fixture
def here(db) -> Province:
    return make_province()
