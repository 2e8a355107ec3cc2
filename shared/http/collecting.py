"""Several things in one answer: how they are written, and whom they show together."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from starlette.responses import Response

from shared.http.schemas import Answer
from shared.kernel.shown import NOBODY, Nobody, Shown, Shows

Item = TypeVar("Item", bound=Answer)
ShowsEach = Callable[[Item], Shown] | Nobody


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a stream, and whom it shows."""

    text: str
    shows: Shows


def all_shown(items: Sequence[Item], shows: ShowsEach[Item], about: Shown) -> Shows:
    """Return whom ``items`` show together, and whom the list is ``about``."""
    if isinstance(shows, Nobody):
        return NOBODY
    return Shown.all_of([about, *(shows(item) for item in items)])


def collection(
    items: Sequence[Answer], meta: Mapping[str, object], links: Sequence[Mapping[str, str]]
) -> Response:
    """Answer with ``items`` beside what is said of them."""
    rows = ",".join(item.model_dump_json() for item in items)
    tail = json.dumps({"_meta": meta, "_links": links}, ensure_ascii=False)
    return Response(f'{{"items":[{rows}],{tail[1:]}', media_type="application/json")
