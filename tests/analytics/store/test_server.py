"""What is said to a server of figures, and what its answers mean. None has to run for this."""

import doctest
import http.server
import threading
from decimal import Decimal

import pytest

from xuanguan.analytics import FiguresAway, Server
from xuanguan.analytics.store.cluster import server as room
from xuanguan.analytics.store.cluster.schema import condition
from xuanguan.analytics.store.cluster.server import ServerError, portable


@pytest.fixture
def answering():
    """Starts a server that gives one answer to everything; returns where it is and what it was asked."""
    started = []

    def start(status: int, answer: bytes):
        asked: list[tuple[str, bytes]] = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                asked.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_said):
                pass
        running = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=running.serve_forever, daemon=True).start()
        started.append(running)
        return Server("127.0.0.1", running.server_port), asked
    yield start
    for running in started:
        running.shutdown()
        running.server_close()


def test_the_examples_of_the_room_hold():
    assert doctest.testmod(room).failed == 0


def test_cells_come_as_what_their_column_is(answering):
    server, asked = answering(200, b"a\tb\tc\td\tnothing\nInt32\tDecimal(38, 2)\tString\tFloat64\tNullable(UInt8)\n7\t2.50\ta\\tb\\\\c\t1.5\t\\N\n")

    assert server.rows("SELECT 1") == [(7, Decimal("2.50"), "a\tb\\c", 1.5, None)]
    assert asked[0][1] == b"SELECT 1 FORMAT TabSeparatedWithNamesAndTypes"


def test_an_answer_without_rows_is_none(answering):
    server, _asked = answering(200, b"")

    assert server.rows("SELECT 1") == []


def test_a_mistake_of_ours_comes_with_the_servers_words(answering):
    server, _asked = answering(500, b"Code: 62, Syntax error")

    with pytest.raises(ServerError, match="Syntax error"):
        server.run("SELEC")


@pytest.mark.parametrize("code", [32, 209, 210, 279])
def test_a_server_that_cannot_reach_another_is_away_itself(answering, code):
    server, _asked = answering(500, f"Code: {code}, connection refused".encode())

    with pytest.raises(FiguresAway, match="cannot be reached"):
        server.rows("SELECT 1")


def test_nobody_at_the_address_is_said_with_the_address():
    with pytest.raises(FiguresAway, match=r"127\.0\.0\.1:1 does not answer"):
        Server("127.0.0.1", 1, timeout=1).rows("SELECT 1")


def test_a_text_stays_a_text_whatever_is_in_it():
    assert portable("SELECT $who", {"who": "'; DROP TABLE x; \\"}) == "SELECT '\\'; DROP TABLE x; \\\\'"


def test_only_our_tables_get_their_full_names():
    assert portable("SELECT unit FROM unit JOIN activity ON unit = d1 JOIN (SELECT 1 AS n) AS part", database="g1") == (
        "SELECT unit FROM g1.unit JOIN g1.activity ON unit = d1 JOIN (SELECT 1 AS n) AS part")


def test_a_base_shows_its_own_rows_and_a_later_generation_leaves_out_what_was_touched():
    assert condition("figures", "activity", 3, 3) == "base = 3 AND generation = 3"
    assert condition("figures", "part", 3, 5) == (
        "base = 3 AND ((generation = 3 AND toInt64(activity) NOT IN (SELECT key FROM figures.touched WHERE base = 3 AND generation <= 5 AND thing = 'activity'))"
        " OR (toInt64(activity), generation) IN (SELECT key, max(generation) FROM figures.touched WHERE base = 3 AND generation <= 5 AND thing = 'activity' GROUP BY key))")
