"""Rows into tables without making an object of each: bulk_create took four times as long."""
import datetime as dt
import json
from collections.abc import Iterable, Sequence

from django.db import connection, models
from django.utils import timezone


def reserve_ids(model: type[models.Model], number: int) -> Sequence[int]:
    """So many ids that no row bears yet. Inside the transaction that inserts them: SQLite's lock keeps them ours until it ends,
    PostgreSQL's sequence has moved past them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, number])
            return [pk for pk, in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    first = (row[0] if row else 0) + 1
    return range(first, first + number)


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows of these columns, in this order; what a column is not given for takes the field's default, as an object's would.

    Values as the driver takes them: JSON as `as_json` writes it.
    """
    rest = {field.column: _usual(field) for field in model._meta.concrete_fields if not field.primary_key and field.column not in columns}
    names = ", ".join(map(connection.ops.quote_name, [*columns, *rest]))
    table, usual = connection.ops.quote_name(model._meta.db_table), tuple(rest.values())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # its executemany sends row by row: eight times as long
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row((*row, *usual))
            return
        marks = ", ".join(["%s"] * (len(columns) + len(rest)))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", [(*row, *usual) for row in rows])  # noqa: S608  our own tables


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def as_time(value: dt.datetime) -> object:
    """An aware moment as the database's driver takes it."""
    return connection.ops.adapt_datetimefield_value(value)


def _usual(field: models.Field) -> object:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return as_time(timezone.now())
    value = field.get_default()
    return as_json(value) if isinstance(field, models.JSONField) else value
