"""`grade verify receipt.json`: is it one of ours, and does grading again what was handed in tell the same?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from grader.cli.shared.context import DONE, NOT_YET, Context, exercises_root
from grader.cli.teacher.setting.which_gradebook import the_gradebook
from grader.errors import AuthorError
from grader.model import Text

if TYPE_CHECKING:
    from grader.cli.teacher.gradebook.grading_again import Again
    from grader.desk.gradebook.rows import StoredResult
    from grader.desk.gradebook.store import GradebookStore
    from grader.reports.files import contract


def verify(context: Context, place: str | None, path: Path) -> int:
    """Check the signature, then grade each result anew, and compare every verdict with what was stored and receipted.

    Raises:
        GraderError: the receipt is another gradebook's or was changed, or nothing can be graded here.
    """
    root = exercises_root()
    with the_gradebook(place) as store:
        from grader.desk.receipts.receipt import read_receipt
        from grader.desk.receipts.signing import expect_ours, public

        receipt = read_receipt(path)
        expect_ours(receipt, [public(private) for private in store.signing_keys()])
        document: contract.Verification = {
            "schema": "grader/verification/1",
            "receipt": receipt["id"],
            "student": receipt["student"],
            "results": list(_each(context, store, receipt["results"], root)),
        }
    if context.json:
        context.show_json(document)
    else:
        _show(context, document)
    return DONE if all(one["status"] == "reproduced" for one in document["results"]) else NOT_YET


def _each(
    context: Context, store: GradebookStore, receipted: list[Mapping[str, Any]], root: Path
) -> Iterator[contract.Reproduced]:
    with ExitStack() as opened:
        again: Again | None = None
        for one in receipted:
            stored = store.result(one["id"])
            if stored is None:
                yield _became(one, "forgotten")
                continue
            if again is None:
                from grader.cli.teacher.gradebook.grading_again import grading_again

                again = opened.enter_context(grading_again(context, root, store.file, remembering=False))
            yield _compared(one, stored, again)


def _compared(one: Mapping[str, Any], stored: StoredResult, again: Again) -> contract.Reproduced:
    from grader.desk.receipts import comparing

    exercise = stored.result.exercise.id
    try:
        now = again.grade(stored.result)
        changed = again.version(exercise) != stored.version
    except AuthorError:  # the exercise is gone or wrong: nothing of it can be shown today
        every = [verdict.item.id for verdict in stored.result.verdicts]
        return _became(one, "differs", changed_since=True, items=every)
    items = comparing.differing(stored.result, now) + comparing.not_as_receipted(one["result"], now)
    is_same = (one["submission"], one["exercise"]) == (stored.result.submission.digest, stored.version) and not items
    if is_same:
        return _became(one, "reproduced", changed_since=changed, proofs=comparing.proofs(now))
    by_the_clock = not (stored.result.reproducible and now.reproducible)
    return _became(one, "not_reproducible" if by_the_clock else "differs", changed_since=changed, items=items)


def _became(
    one: Mapping[str, Any], status: str, *, changed_since: bool = False, proofs: int = 0, items: Any = ()
) -> contract.Reproduced:
    document = {"id": one["id"], "exercise": one["result"]["exercise"], "status": status, "changed_since": changed_since}
    return cast("contract.Reproduced", {**document, "proofs": proofs, "items": list(dict.fromkeys(items))})


def _show(context: Context, document: contract.Verification) -> None:
    for one in document["results"]:
        context.say(_sentence(one))
    count = sum(one["status"] == "reproduced" for one in document["results"])
    whole, proofs = len(document["results"]), sum(one["proofs"] for one in document["results"])
    context.say(
        Text(
            de=f"Beleg {document['receipt']} ist echt. Nachgerechnet: {count} von {whole} Ergebnissen sind gleich, {proofs} "
            "Beweise noch einmal geprüft.",
            en=f"Receipt {document['receipt']} is genuine. Graded again: {count} of {whole} results are the same, {proofs} "
            "proofs checked once more.",
        )
    )


def _sentence(one: contract.Reproduced) -> Text:
    name, items = one["exercise"], ", ".join(one["items"])
    since = one["changed_since"]
    match one["status"]:
        case "reproduced":
            return Text(de=f"{name}: gleich", en=f"{name}: the same")
        case "forgotten":
            return Text(
                de=f"{name}: Abgabe und Ergebnis sind gelöscht, nur der Beleg ist noch da",
                en=f"{name}: hand-in and result are deleted, only the receipt is left",
            )
        case "not_reproducible":
            return Text(
                de=f"{name}: nicht nachrechenbar, weil die Zeit mitgespielt hat ({items})",
                en=f"{name}: not reproducible, because the clock had a say ({items})",
            )
    return Text(
        de=f"{name}: anders – {items or 'Prüfsummen'}"
        + (" (Übung oder Programm haben sich seither geändert)" if since else ""),
        en=f"{name}: differs – {items or 'digests'}" + (" (exercise or program changed since)" if since else ""),
    )
