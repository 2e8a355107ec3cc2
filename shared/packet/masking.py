"""Masking: parts of a packet's entries kept back, and each told with its ground.

A mask names a field of a recorded event, all of it or some passages. What it hides leaves the
words and the codes alike; nothing is hidden without being told.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from shared.packet.contents import Entry, Section, Text, Withheld
from shared.packet.telling import heading

MASKED = "[maskat]"
RECORDED_BY = "recorded-by"
"""The path of who recorded an event, which stands beside its fields."""
CONTENT = "content"
"""The path of an attachment's own content, which stands in a file of its own."""


class MaskHitsNothing(ValueError):  # noqa: N818
    """A mask names no part of the packet: nothing is made, for something would show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """A part that is kept back."""

    event_id: UUID
    path: str
    passages: Sequence[tuple[int, int]] = ()  # from the first, without the end; none: all of it
    ground: str
    why: str


def masked(
    sections: Iterable[Section], masks: Iterable[Mask]
) -> tuple[Sequence[Section], Sequence[Withheld]]:
    """Return the sections without what ``masks`` hide, and the list of what they hide.

    Raises:
        MaskHitsNothing: a mask is of no field or no characters that there are.
    """
    of_event: dict[UUID, list[Mask]] = defaultdict(list)
    for mask in masks:
        of_event[mask.event_id].append(mask)
    shown, withheld = [], []
    for section in sections:
        entries = [_entry(entry, of_event.get(entry.event_id, ())) for entry in section.entries]
        shown.append(replace(section, entries=entries))
        for entry in section.entries:
            found = of_event.pop(entry.event_id, [])
            withheld += [_withheld(section.heading, entry, each) for each in found]
    if of_event:
        raise MaskHitsNothing(f"no event {min(of_event)} in the packet")
    return shown, withheld


def _entry(entry: Entry, masks: Sequence[Mask]) -> Entry:
    if not masks:
        return entry
    of_path: dict[str, list[Mask]] = defaultdict(list)
    for mask in masks:
        of_path[mask.path].append(mask)
    by = _value(entry.recorded_by, RECORDED_BY, of_path)
    facts = {name: _value(value, name, of_path) for name, value in entry.facts.items()}
    return replace(entry, recorded_by=by, facts=facts, texts=_texts(entry.texts, facts))


def _texts(texts: Sequence[Text], facts: Mapping[str, object]) -> Sequence[Text]:
    """Return the texts as the masked facts have them: one source, so that neither tells more."""
    return [replace(text, words=str(_at(facts, text.path.split(".")))) for text in texts]


def _at(value: Any, path: Sequence[str]) -> object:
    for name in path:
        if value == MASKED:
            return MASKED
        value = value[int(name)] if isinstance(value, list | tuple) else value[name]
    return value


def _value(value: Any, path: str, of_path: Mapping[str, Sequence[Mask]]) -> Any:
    masks = of_path.get(path, ())
    if any(not mask.passages for mask in masks):
        return MASKED
    if masks:
        return without(str(value), [each for mask in masks for each in mask.passages])
    if isinstance(value, Mapping):
        return {name: _value(each, f"{path}.{name}", of_path) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_value(each, f"{path}.{place}", of_path) for place, each in enumerate(value)]
    return value


def without(words: str, passages: Iterable[tuple[int, int]]) -> str:
    """Return ``words`` with each of the passages masked; what overlaps is one."""
    kept, end = [], 0
    for first, after in sorted(passages):
        if first >= end:
            kept += [words[end:first], MASKED]
        end = max(end, after)
    return "".join([*kept, words[end:]])


def _withheld(section: str, entry: Entry, mask: Mask) -> Withheld:
    _require_hit(entry, mask)
    return Withheld(
        event_id=entry.event_id,
        section=section,
        title=entry.title,
        recorded_at=entry.recorded_at,
        field=heading(mask.path),
        is_whole=not mask.passages,
        ground=mask.ground,
        why=mask.why,
    )


def _require_hit(entry: Entry, mask: Mask) -> None:
    if mask.path in (RECORDED_BY, CONTENT):
        return
    try:
        words = str(_at(entry.facts, mask.path.split(".")))
    except (KeyError, IndexError, TypeError, ValueError):
        raise MaskHitsNothing(f"no field {mask.path} in event {entry.event_id}") from None
    if any(not 0 <= first < end <= len(words) for first, end in mask.passages):
        raise MaskHitsNothing(f"no such characters in {mask.path} of event {entry.event_id}")
