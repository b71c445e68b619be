"""Reads cannot write: while a page is only asked for, the database refuses to change anything.

A view that writes on GET (none should) would have to say so with `@writes`; POST and the like may write.
"""
from contextlib import ExitStack

from django.db import connections
from django.http import HttpRequest, HttpResponse

_CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER", "TRUNCATE")


class WroteWhileReading(RuntimeError):
    """A GET tried to change the database: a mistake of ours, never of the person's."""


def refuse_changes(execute, sql, params, many, context):
    if sql.lstrip().upper().startswith(_CHANGES):
        raise WroteWhileReading(f"A page that is only asked for tried to write: {sql[:80]}")
    return execute(sql, params, many, context)


class ReadsCannotWriteMiddleware:
    """The innermost middleware: sessions and sign-in locks, which lie outside, may still be written."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with ExitStack() as stack:
            for connection in connections.all(initialized_only=False):
                stack.enter_context(connection.execute_wrapper(refuse_changes))
            return self.get_response(request)
