"""What is looked for in all words of a packet, once a rule has found whom it may tell of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.packet.circle import Proposal
from shared.packet.contents import Entry
from shared.packet.masking import RECORDED_BY
from shared.packet.terms import of_email, of_name, of_number, of_phrase, passages_of

_FINDS = {
    "name": of_name,
    "number": of_number,
    "telephone": of_number,
    "email": of_email,
}


@dataclass(slots=True)
class Hidden:
    """What is looked for in all words: the terms of one rule."""

    rule: str
    ground: str
    is_fixed: bool = False
    terms: list[Any] = field(default_factory=list)

    def take(self, values: Mapping[str, object], names: Iterable[str]) -> None:
        """Look for what the fields ``names`` say, from now on."""
        for name in names:
            value = values.get(name)
            if isinstance(value, str) and value.strip():
                self.terms += _FINDS.get(name, of_phrase)(value)


def words_hiding(entry: Entry, hidden: Hidden) -> Iterator[Proposal]:
    """Keep back the passages in which ``hidden`` is found, in whatever field."""
    if not hidden.terms:
        return
    for path, value in (*_leaves(entry.facts, ""), (RECORDED_BY, entry.recorded_by)):
        passages = passages_of(value, hidden.terms)
        if passages:
            yield Proposal(
                event_id=entry.event_id,
                path=path,
                rule=hidden.rule,
                ground=hidden.ground,
                passages=passages,
                is_fixed=hidden.is_fixed,
            )


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, str(value)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _leaves(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from _leaves(each, f"{path}.{place}")
