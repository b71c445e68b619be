"""Where the figures are kept, as the settings say."""
import pytest
from django.core.exceptions import ImproperlyConfigured

from xuanguan.analytics import ClusterStore, DuckStore, Server
from xuanguan.figures.answers.reader import FiguresNotReached, current_reader
from xuanguan.figures.store import the_store


def test_without_a_path_the_files_lie_in_the_folder_of_figures(settings, tmp_path):
    settings.FIGURES, settings.FIGURES_FOLDER = "duckdb:///", tmp_path / "figures"

    store = the_store()

    assert isinstance(store, DuckStore)
    assert store.folder.path == tmp_path / "figures"


def test_with_a_path_they_lie_there(settings, tmp_path):
    settings.FIGURES = f"duckdb://{tmp_path}/elsewhere"

    assert the_store().folder.path == tmp_path / "elsewhere"


def test_a_cluster_has_its_servers_its_name_and_the_local_files_that_feed_it(settings, tmp_path):
    settings.FIGURES, settings.FIGURES_FOLDER = "clickhouse://feeder:s%40y@one:9123,two/figures?cluster=nation", tmp_path / "figures"

    store = the_store()

    assert isinstance(store, ClusterStore)
    assert store.servers == (Server("one", 9123, "feeder", "s@y"), Server("two", 8123, "feeder", "s@y"))
    assert (store.database, store.cluster, store.folder.path) == ("figures", "nation", tmp_path / "figures")


@pytest.mark.parametrize(("address", "sentence"), [
    ("mysql://here", "Write duckdb:///folder or clickhouse://"),
    ("clickhouse://one:http/x", "names the server “one:http”"),
    ("clickhouse://one/x-y", "names the database “x-y”"),
])
def test_an_address_that_cannot_be_meant_is_refused_with_what_to_write(settings, address, sentence):
    settings.FIGURES = address

    with pytest.raises(ImproperlyConfigured, match=sentence):
        the_store()


def test_figures_on_servers_that_do_not_answer_are_said_to_be_out_of_reach_not_unbuilt(settings, tmp_path):
    settings.FIGURES, settings.FIGURES_FOLDER = "clickhouse://127.0.0.1:1/figures", tmp_path / "nothing"

    with pytest.raises(FiguresNotReached, match="does not answer"):
        current_reader()
