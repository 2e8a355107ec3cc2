"""Entries for the tests of packets: of any stored event, with words planted in every field."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from shared.packet.circle import Circle, Proposal
from shared.packet.contents import Contents, Entry, Section
from shared.packet.masking import Mask, masked
from shared.packet.packing import Packet, pack
from shared.packet.proposing import propose
from shared.packet.telling import title_of
from tests.architecture.test_stored_names import STORED
from tests.contracts.samples import sample

CHILD, SIBLING, GUARDIAN = UUID(int=1), UUID(int=2), UUID(int=3)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
REPORTED = "intake.concern-report-received.v1"


def entry(name: str, /, **facts: object) -> Entry:
    """Return an entry of the stored name with these facts, under an id of its own."""
    return Entry(
        event_id=uuid5(UUID(int=0), f"{name} {sorted(map(str, facts.items()))}"),
        name=name,
        title=title_of(STORED[name]),
        recorded_at=AT,
        recorded_by="official-7",
        position=17,
        facts=facts,
    )


def planted(name: str, words: str) -> Entry:
    """Return an entry of the stored name with ``words`` in every field that is text."""
    event: Any = sample(STORED[name])
    facts = {field: _with(value, words) for field, value in asdict(event).items()}
    return entry(name, **facts)


def report(kind: str, **sender: str) -> Section:
    """Return a report of concern from somebody of ``kind``, and who that was."""
    received = entry(REPORTED, reporter_kind=kind, person_ids=[CHILD])
    return Section(
        heading="Det som kom in", entries=[received, entry("intake.sender-kept.v1", **sender)]
    )


def packed(sections: Sequence[Section], proposals: Sequence[Proposal]) -> Packet:
    """Return the packet of the sections, with what was proposed kept back."""
    masks = [
        Mask(
            event_id=each.event_id,
            path=each.path,
            passages=each.passages,
            ground="26 kap. 5 § offentlighets- och sekretesslagen (2009:400)",
            why="Anmälaren",
        )
        for each in proposals
    ]
    shown, withheld = masked(sections, masks)
    return pack(
        Contents(
            title="Registerutdrag",
            purpose="register-extract",
            person_id=CHILD,
            made_at=AT,
            sections=shown,
            withheld=withheld,
        )
    )


def packed_by_rule(sections: Sequence[Section], circle: Circle | None = None) -> Packet:
    """Return the packet as the rules alone would have it."""
    known = circle or Circle(own=frozenset({CHILD}))
    return packed(sections, propose(sections, known))


def all_bytes(packet: Packet) -> str:
    """Return everything that stands in the packet."""
    return "\n".join(content.decode() for content in packet.files.values())


def _with(value: Any, words: str) -> Any:
    if type(value) is str:
        return f"före {words} efter"
    if isinstance(value, dict):
        return {name: _with(each, words) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_with(each, words) for each in value]
    return value
