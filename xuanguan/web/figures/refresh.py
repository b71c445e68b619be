"""The figures follow what people do: after every act, what changed is taken in, beside the request and never before its answer.

One thread a process does it; a lock in the folder of the figures keeps those of several workers apart. Whoever looks
meanwhile sees the generation before, with its "as of" and how many changes are not in it yet.
"""
import logging
import threading

from django.db import close_old_connections, connection, transaction
from django.http import HttpRequest, HttpResponse

from xuanguan.figures.actions import refresh

log = logging.getLogger(__name__)
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


class RefreshFiguresMiddleware:
    """After an act that went through."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in SAFE and response.status_code < 400:
            refresh_soon()
        return response


def refresh_soon() -> None:
    """Wakes the refresher when the transaction is through; a transaction that is taken back (as a test's is) wakes nobody."""
    transaction.on_commit(REFRESHER.wake)


class Refresher:
    """Runs while it is woken, and then ends: woken again while it works, it works once more."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_wanted = False
        self._is_running = False

    def wake(self) -> None:
        with self._lock:
            self._is_wanted = True
            if self._is_running:
                return
            self._is_running = True
        threading.Thread(target=self._work, name="figures", daemon=True).start()

    def _work(self) -> None:
        while self._take():
            close_old_connections()
            try:
                refresh()
            except Exception:
                # The rows stay in the outbox: the next act, or whoever opens an overview, tries again.
                log.exception("The figures could not be refreshed")
        connection.close()

    def _take(self) -> bool:
        """Whether there is something to do; if not, the thread is over."""
        with self._lock:
            self._is_running = self._is_wanted
            self._is_wanted = False
            return self._is_running


REFRESHER = Refresher()
