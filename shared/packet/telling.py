"""From recorded events to a packet's entries: their Swedish name, their words and their codes."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from shared.kernel.context import Recorded
from shared.kernel.sealed import SEALED_PREFIX
from shared.packet.contents import Entry, Text
from shared.packet.headings import HEADINGS

_NOT_WORDS = frozenset({"salt"})


def entry_of(resting: Recorded[Any], opened: Recorded[Any]) -> Entry:
    """Return the entry of an event, given as it rests and as it was opened."""
    before, after = asdict(resting.event), asdict(opened.event)
    opened_texts = _opened(before, after, "")
    texts = [Text(path=path, heading=heading(path), words=words) for path, words in opened_texts]
    return Entry(
        event_id=opened.event_id,
        name=opened.name,
        title=title_of(type(opened.event)),
        recorded_at=opened.recorded_at,
        recorded_by=opened.context.actor.subject,
        position=opened.position,
        texts=texts,
        facts=after,
    )


def title_of(event: type) -> str:
    """Return an event's Swedish name, which its docstring opens with."""
    first = (event.__doc__ or event.__name__).splitlines()[0]
    return first.partition(":")[0].rstrip(".")


def heading(path: str) -> str:
    """Return what stands over a text: the Swedish word for its field."""
    parts = [each for each in path.split(".") if not each.isdigit()]
    return HEADINGS.get(parts[-1], parts[-1])


def _opened(before: Any, after: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield the path and words of every text that rests sealed."""
    if isinstance(before, dict):
        for name in before:
            yield from _opened(before[name], after[name], f"{path}.{name}" if path else name)
    elif isinstance(before, list | tuple):
        for number, (each, other) in enumerate(zip(before, after, strict=True)):
            yield from _opened(each, other, f"{path}.{number}")
    elif isinstance(before, str) and before.startswith(SEALED_PREFIX) and path not in _NOT_WORDS:
        yield path, after
