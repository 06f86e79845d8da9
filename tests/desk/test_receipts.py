"""A receipt shows a student's own view, is signed, and is refused when anything in it was changed."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from grader.desk.gradebook.store import Recorded
from grader.desk.receipts.receipt import Receipted, read_receipt, receipt
from grader.desk.receipts.signing import expect_ours, public, signed
from grader.errors import GraderError
from grader.reports.files.document import load_schema, to_json
from tests.every import every
from tests.reports.samples import SECRET, half_done

OURS, OTHERS = bytes(range(32)), bytes(range(1, 33))


def made(student: str = "anna") -> dict[str, Any]:
    kept = [Receipted(half_done(student), Recorded("new", "0" * 32, "2026-11-28T20:00:00+00:00"), "v1")]
    return json.loads(to_json(receipt(student, kept, OURS, lang="de")))  # type: ignore[no-any-return]


def changed(document: Any) -> Iterator[tuple[str, Any]]:
    """The document with each of its values changed, taken away, or joined by another one; where that was."""

    def places(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        yield path
        if isinstance(value, dict | list):
            for name in value if isinstance(value, dict) else range(len(value)):
                yield from places(value[name], (*path, name))

    for path in list(places(document, ()))[1:]:
        *above, name = path
        for way in ("change", "remove", "add"):
            other = copy.deepcopy(document)
            inner = other
            for step in above:
                inner = inner[step]
            if way == "change":
                inner[name] = _another(inner[name])
            elif way == "remove":
                del inner[name]
            elif isinstance(inner, dict):
                inner[f"{name}2"] = inner[name]
            else:
                inner.append(inner[name])
            yield f"{way} {path}", other


def _another(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return value[:-1] + ("0" if value[-1:] != "0" else "1")
        case None:
            return "something"
    return [] if value else ["something"]


def test_it_is_what_the_schema_says_and_tells_no_secret() -> None:
    document = made()
    jsonschema.validate(document, load_schema("receipt"))
    assert SECRET not in json.dumps(document)
    assert "seed" not in json.dumps(document)
    expect_ours(document, [public(OTHERS), public(OURS)])


def test_the_same_results_give_the_same_receipt() -> None:
    assert made() == made()
    assert made()["id"] != made("ben")["id"]


def test_whatever_is_changed_is_refused() -> None:
    def promise(row: tuple[str, Any]) -> None:
        with pytest.raises(GraderError, match=r"changed after it was signed|has not signed"):
            expect_ours(row[1], [public(OURS)])

    every(changed(made()), promise, lambda row: row[0])


def test_what_another_has_signed_is_refused() -> None:
    foreign = signed({name: value for name, value in made().items() if name != "signature"}, OTHERS)
    with pytest.raises(GraderError, match="has not signed"):
        expect_ours(foreign, [public(OURS)])
    with pytest.raises(GraderError, match="changed after it was signed"):  # our name below another's signature
        expect_ours({**foreign, "key": public(OURS)}, [public(OURS)])
    with pytest.raises(GraderError, match="has not signed"):
        expect_ours(made(), [])


@pytest.mark.parametrize("signature", [None, 7, "", "00", "zz", [], "0" * 128])
def test_a_signature_may_be_anything(signature: Any) -> None:
    with pytest.raises(GraderError, match="changed after it was signed"):
        expect_ours({**made(), "signature": signature}, [public(OURS)])


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "7",
        '{"schema": "grader/result/1"}',
        '{"schema": "grader/receipt/1", "schema": "grader/receipt/1"}',
        '{"schema": "grader/receipt/1", "points": NaN}',
        "[" * 100_000,
        " " * (9 << 20) + '{"schema": "grader/receipt/1"}',
    ],
    ids=["empty", "half", "list", "number", "result", "twice", "nan", "deep", "long"],
)
def test_what_is_no_receipt_is_told(content: str, tmp_path: Path) -> None:
    (tmp_path / "receipt.json").write_text(content)
    with pytest.raises(GraderError, match="is no receipt"):
        read_receipt(tmp_path / "receipt.json")


def test_a_missing_file_and_bytes_are_told(tmp_path: Path) -> None:
    with pytest.raises(GraderError, match="cannot be read"):
        read_receipt(tmp_path / "none.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GraderError, match="is no receipt"):
        read_receipt(tmp_path / "bytes.json")


def test_a_file_may_be_folded_otherwise(tmp_path: Path) -> None:
    (tmp_path / "receipt.json").write_text(json.dumps(made(), indent=7, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    expect_ours(read_receipt(tmp_path / "receipt.json"), [public(OURS)])
