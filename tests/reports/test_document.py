"""The JSON contract: documents are valid, and a student's view holds nothing of the reference."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, NotRequired, get_origin, get_type_hints

import jsonschema
import pytest

from grader import __version__
from grader.answers.registry import kind_names
from grader.model import Certificate, Gradebook, Outcome, Text, Verdict, Witness
from grader.reports.files import contract, json_schema
from grader.reports.files.contract import DOCUMENTS
from grader.reports.files.document import (
    catalogue_document,
    gradebook_document,
    gradebook_json,
    load_schema,
    result_document,
    results_document,
    to_json,
)
from tests.every import each

from . import samples

RESULTS = (samples.half_done(), samples.complete("adler"), samples.untouched(), samples.troubled())


def valid(document: Any, name: str) -> None:
    read_back = json.loads(to_json(document))
    assert document == read_back
    jsonschema.Draft202012Validator(load_schema(name)).validate(read_back)


@each("name", DOCUMENTS)
def test_schemas_are_schemas_and_strict(name: str) -> None:
    schema = load_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    for node in objects(schema):
        assert node["additionalProperties"] is not True


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if node.get("type") == "object":
            assert "additionalProperties" in node, node
            yield node
        for child in node.values():
            yield from objects(child)
    elif isinstance(node, list):
        for child in node:
            yield from objects(child)


@each("name", DOCUMENTS)
def test_schemas_are_what_the_types_say(name: str) -> None:
    file = json_schema.FOLDER / f"{name}-1.json"
    assert file.read_text() == json_schema.schema_text(name), "run `python -m grader.reports.files.json_schema`"


def test_every_schema_has_a_type() -> None:
    assert sorted(file.name for file in json_schema.FOLDER.iterdir()) == sorted(f"{name}-1.json" for name in DOCUMENTS)


def test_a_field_of_the_teacher_is_valid_in_the_gradebook_only() -> None:
    result = result_document(samples.half_done(), lang="de", view="teacher")
    valid({"schema": "grader/gradebook/1", "isolation": "strict", "results": [result], "problems": []}, "gradebook")
    with pytest.raises(jsonschema.ValidationError, match="Additional properties"):
        valid(result, "result")


def test_contract_knows_every_outcome_and_an_open_list_of_kinds() -> None:
    properties = load_schema("result")["$defs"]["item"]["properties"]
    assert list(Outcome) == properties["outcome"]["enum"]
    assert set(properties["kind"]["examples"]) <= set(kind_names())
    assert jsonschema.Draft202012Validator(properties["kind"]).is_valid("permutation")  # another kind is another file


# what the contract held when its first schemas were written; a field may be added as NotRequired, none may go
FIRST_FIELDS = {
    contract.Result: "schema grader student exercise variant key isolation points max_points bonus max_bonus capped "
    "marks_pending passed items",
    contract.Item: "id name kind outcome points max_points bonus mistake feedback understood checks certificate",
    contract.Check: "name passed points max_points feedback",
    contract.Certificate: "verdict method witness",
    contract.Witness: "at student",
    contract.Results: "schema results",
    contract.Gradebook: "schema isolation results problems",
    contract.Problem: "student file text",
    contract.Catalogue: "schema exercises",
    contract.CatalogueExercise: "id slug title points bonus variants items",
    contract.CatalogueItem: "id name kind points bonus",
    contract.KnownMistake: "id name",
    contract.Error: "schema error message",
}


@each("kind", FIRST_FIELDS)
def test_the_contract_grows_by_optional_fields_only(kind: Any) -> None:
    required = [name for name, hint in get_type_hints(kind, include_extras=True).items() if get_origin(hint) is not NotRequired]
    assert required == FIRST_FIELDS[kind].split()


@each("lang", ["de", "en"])
@each("result", RESULTS)
def test_documents_are_valid(result: Any, lang: Any) -> None:
    valid(result_document(result, lang=lang), "result")
    valid(results_document([result, result], lang=lang), "results")
    valid(gradebook_document(Gradebook((result,)), lang=lang), "gradebook")


def test_class_is_valid() -> None:
    valid(gradebook_document(samples.class_of_six(), lang="de"), "gradebook")


@each("with_mistakes", [True, False])
def test_catalogue_is_valid(with_mistakes: bool) -> None:
    document = catalogue_document([samples.EX10], with_mistakes=with_mistakes)
    valid(document, "catalogue")
    assert with_mistakes == ("mistakes" in document["exercises"][0]["items"][1])


def test_result_says_what_the_contract_says() -> None:
    document = result_document(samples.half_done(), lang="de")
    items = document.pop("items")
    assert {
        "schema": "grader/result/1",
        "grader": __version__,
        "student": None,
        "exercise": "ex10",
        "variant": 0,
        "key": "sealed",
        "isolation": "strict",
        "points": 3.5,
        "max_points": 9,
        "bonus": 2,
        "max_bonus": 2,
        "capped": 0.5,
        "marks_pending": 2,
        "passed": False,
    } == document
    assert items[3] == {
        "id": "ex10.d",
        "name": "closed_form",
        "kind": "expression",
        "outcome": "wrong",
        "points": 0,
        "max_points": 2,
        "bonus": False,
        "mistake": "M12",
        "feedback": "Was ergibt deine Formel für $t = 0$?",
        "understood": "3*(1 - (1/2)**(t + 1))",
        "checks": [],
        "certificate": {"verdict": "refuted", "method": "numeric", "witness": {"at": {"t": "2"}, "student": "2.625"}},
    }
    assert items[5]["certificate"] == {"verdict": None, "method": None, "witness": None}
    assert items[1]["checks"][1] == {
        "name": "2",
        "passed": True,
        "points": 1,
        "max_points": 1,
        "feedback": None,
    }


def test_student_view_holds_no_reference_value() -> None:
    """In a teacher's gradebook the same certificate shows everything."""
    result = samples.half_done()
    assert samples.SECRET not in to_json(result_document(result, lang="de"))
    assert samples.SECRET not in to_json(results_document([result], lang="en"))
    teacher = to_json(gradebook_document(Gradebook((result,)), lang="de"))
    assert teacher.count(samples.SECRET) == 2


@each(
    ("points", "expected"),
    [(Fraction(2), 2), (Fraction(1, 2), 0.5), (Fraction(1, 3), 0.333333), (Fraction(2999999999, 3000000000), 1)],
)
def test_numbers_are_rounded_to_six_places_and_integers_stay_integers(points: Fraction, expected: float) -> None:
    result = replace(samples.untouched(), verdicts=(Verdict(samples.SLOPE, Outcome.PARTIAL, points),))
    actual = result_document(result, lang="en")["items"][0]["points"]
    assert (expected, type(expected)) == (actual, type(actual))


def test_what_a_student_writes_cannot_break_the_json() -> None:
    nasty = Text(de="\ud800 \x1b[31m \u202e ∞ NaN", en="\udfff")
    witness = Witness((("t", "2"),), "\ud800nan", None)
    certificate = Certificate("refuted", "numeric", nasty, witness)
    verdict = Verdict(samples.CLOSED, Outcome.WRONG, Fraction(0), understood=nasty, certificate=certificate)
    result = replace(samples.untouched("a\udc80"), verdicts=(verdict,))
    text = to_json(result_document(result, lang="de"))
    text.encode("ascii")
    assert json.loads(text)["items"][0]["understood"] == "\\ud800 \x1b[31m \u202e ∞ NaN"
    valid(result_document(result, lang="de"), "result")


def test_nan_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json({"points": float("nan")})


@each("module", ["grader.reports", "grader.reports.files.document", "grader.reports.files.junit"])
def test_a_json_document_waits_for_no_library(module: str) -> None:
    code = f"import sys, {module}; print(sorted({{'rich', 'jinja2', 'sympy', 'torch', 'numpy'}} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@each("gradebook", [samples.class_of_six(), Gradebook(())])
def test_in_pieces_it_is_the_same_text(gradebook: Gradebook) -> None:
    whole = to_json(gradebook_document(gradebook, lang="de"))
    assert "".join(gradebook_json(gradebook, gradebook.results, lang="de")) == whole
