"""The end of the demo: who has looked at the child, and that nobody has touched the log of it."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from deploy.demo.callers import DemoFailed
from deploy.demo.cast import OUTSIDER, Cast
from deploy.migrate import Deployment
from deploy.output import Output
from services.reporting.application.looks_sealed import STREAM, flaws, seal
from services.reporting.application.storage import CODEC
from shared.eventstore.store import PostgresStore
from shared.kernel.refusal import StreamMoved

PER_PAGE = 100


def looks_at_the_child(
    cast: Cast, thread: Mapping[str, Any], output: Output
) -> Sequence[Mapping[str, Any]]:
    """Say who has looked, by role, unit and purpose; return the same as rows.

    Raises:
        DemoFailed: the log does not tell who was refused.
    """
    person_id = next(line["personId"] for line in thread["lines"] if line.get("personId"))
    counted = Counter(
        (look["role"], look.get("unit") or "-", look["purpose"], look["outcome"])
        for look in _looks(cast, person_id)
    )
    _require_refusal(counted)
    output.tell("who has looked at the child (role, unit, why, outcome, times):")
    for (role, unit, purpose, outcome), times in counted.most_common():
        output.tell(f"  {role:<14}{unit:<12}{purpose:<46}{outcome:<10}{times:>4}")
    names = ("role", "unit", "purpose", "outcome")
    return [
        {**dict(zip(names, who, strict=True)), "times": times}
        for who, times in counted.most_common()
    ]


def whole_log(target: Deployment, output: Output) -> Mapping[str, int]:
    """Seal what has been looked at into the ledger, and add the log up again.

    Raises:
        DemoFailed: it does not add up.
    """
    batches, looks = asyncio.run(_added_up(target))
    output.tell(
        f"the access log adds up: {looks} looks in {batches} batches, as the ledger has it"
    )
    return {"batches": batches, "looks": looks, "flaws": 0}


async def _added_up(target: Deployment) -> tuple[int, int]:
    store = PostgresStore(target.url_for("reporting"), service="reporting", codec=CODEC)
    await store.open()
    try:
        with suppress(StreamMoved):  # the service itself was first: as good
            while await seal(store):
                pass
        batches, found = await flaws(store)
        sealed = (await store.read(STREAM)).events
    finally:
        await store.close()
    if found:
        raise DemoFailed(f"the access log does not add up: {found[0].says}")
    return batches, sum(each.looks for each in sealed)


def _require_refusal(counted: Counter[tuple[str, str, str, str]]) -> None:
    outsider = (OUTSIDER.role, OUTSIDER.unit)
    if not any((who[0], who[1]) == outsider and who[3] == "refused" for who in counted):
        raise DemoFailed("the access log does not tell who was refused")


def _looks(cast: Cast, person_id: str) -> Sequence[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    while True:
        page = {"page": len(found) // PER_PAGE + 1, "limit": PER_PAGE}
        answer = cast.unit_head.get("reporting", f"/persons/{person_id}/access-log", **page)
        found += answer["items"]
        if len(answer["items"]) < PER_PAGE:
            return found
