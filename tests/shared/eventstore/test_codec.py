"""Events to bytes and back: strict, under stored names, sealed texts sealed everywhere."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest

from shared.eventstore.codec import (
    Codec,
    NotStorable,
    StoredOtherwise,
    UnknownEventName,
    Upcaster,
)
from shared.kernel.context import Recorded
from shared.kernel.sealed import SealBroken, SealedText
from shared.testing.keys import MemoryKeys
from tests.shared.eventstore.events import CONTEXT, FILE, INTAKE_CODEC, NOTE, STREAM, opened

EVENT = UUID(int=0xE1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardian:
    name: SealedText
    kin_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyDescribed:
    described_on: date
    home: SealedText | None
    guardians: tuple[Guardian, ...]
    words: tuple[SealedText, ...] = ()
    reporter: Guardian | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyDescribedAtFirst:
    home: SealedText


FAMILY = FamilyDescribed(
    described_on=date(2026, 3, 2),
    home="Lägenhet på Storgatan",
    guardians=(
        Guardian(name="Anna Andersson", kin_code="mother"),
        Guardian(name="Bo Bengtsson", kin_code="father"),
    ),
    words=("Kom hem", "inte än"),
    reporter=Guardian(name="Cilla Carlsson", kin_code="neighbour"),
)
CODEC = Codec(own={"intake.family-described.v1": FamilyDescribed}, heard={})


def recorded(event: FamilyDescribed, event_id: UUID = EVENT) -> Recorded[FamilyDescribed]:
    return Recorded(
        event=event,
        event_id=event_id,
        stream_id=STREAM,
        version=1,
        name="intake.family-described.v1",
        context=CONTEXT,
        recorded_at=None,  # type: ignore[arg-type]  # of no matter here
    )


async def test_every_sealed_text_rests_sealed_and_comes_back(keys: MemoryKeys) -> None:
    key = await keys.key(FILE, create=True)
    name, raw = CODEC.encode(FAMILY, EVENT, key)
    for text in ("Storgatan", "Andersson", "Bengtsson", "Kom hem", "Carlsson"):
        assert text not in raw.decode()
    stored = CODEC.decode(name, raw)
    assert isinstance(stored, FamilyDescribed)
    assert stored.described_on == FAMILY.described_on
    assert CODEC.unseal(recorded(stored), key) == FAMILY


async def test_a_sealed_text_opens_only_in_the_event_and_field_it_was_sealed_for(
    keys: MemoryKeys,
) -> None:
    key = await keys.key(FILE, create=True)
    stored = CODEC.decode(*CODEC.encode(FAMILY, EVENT, key))
    assert isinstance(stored, FamilyDescribed)
    with pytest.raises(SealBroken):
        CODEC.unseal(recorded(stored, event_id=UUID(int=0xE2)), key)
    first, second = stored.guardians
    swapped = FamilyDescribed(
        described_on=stored.described_on, home=stored.home, guardians=(second, first)
    )
    with pytest.raises(SealBroken):
        CODEC.unseal(recorded(swapped), key)


def test_what_has_no_sealed_field_needs_no_key() -> None:
    name, raw = INTAKE_CODEC.encode(opened(), EVENT, None)
    assert name == "intake.opened.v1"
    assert INTAKE_CODEC.decode(name, raw) == opened()


def test_a_sealed_field_without_a_file_is_refused_before_anything_is_stored() -> None:
    with pytest.raises(NotStorable):
        INTAKE_CODEC.encode(NOTE, EVENT, None)


def test_an_event_of_another_service_is_not_stored() -> None:
    heard = Codec(own={}, heard={"intake.family-described.v1": FamilyDescribed})
    with pytest.raises(NotStorable):
        heard.encode(FAMILY, EVENT, None)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"described_on":"2026-03-02","home":null}',
        b'{"described_on":"2026-03-02","home":null,"guardians":[],"new":1}',
        b'{"described_on":"2026-03-02","home":null,"guardians":[{"name":"a","kin_code":"b","x":1}]}',
        b'{"described_on":"2026-03-02","home":null,"guardians":[],"reporter":{"name":"a"}}',
        b'{"described_on":"2026-03-02","home":null,"guardians":[],"reporter":{"name":"a","kin_code":"b","x":1}}',
        b'{"described_on":"2 March","home":null,"guardians":[]}',
        b'{"described_on":"2026-03-02","home":7,"guardians":[]}',
        b'["2026-03-02",null,[]]',
        b"not json",
    ],
    ids=[
        "a missing field",
        "an unknown field",
        "an unknown field in a list",
        "a missing field inside",
        "an unknown field inside",
        "no date",
        "another type",
        "another form",
        "no JSON",
    ],
)
def test_data_of_another_shape_is_refused(raw: bytes) -> None:
    with pytest.raises(StoredOtherwise):
        CODEC.decode("intake.family-described.v1", raw)


def test_a_field_with_a_default_may_be_missing() -> None:
    raw = b'{"described_on":"2026-03-02","home":null,"guardians":[]}'
    event = CODEC.decode("intake.family-described.v1", raw)
    assert event == FamilyDescribed(described_on=date(2026, 3, 2), home=None, guardians=())


def test_a_name_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownEventName):
        CODEC.decode("intake.family-described.v9", b"{}")


def test_an_old_event_is_read_as_the_class_of_today() -> None:
    def change(old: FamilyDescribedAtFirst) -> FamilyDescribed:
        return FamilyDescribed(described_on=date(2026, 1, 1), home=old.home, guardians=())

    codec = Codec(
        own={
            "intake.family-described.v1": FamilyDescribedAtFirst,
            "intake.family-described.v2": FamilyDescribed,
        },
        heard={},
        upcasters={"intake.family-described.v1": Upcaster(into=FamilyDescribed, change=change)},
    )
    event = codec.decode("intake.family-described.v1", b'{"home":"sealed:x"}')
    assert event == FamilyDescribed(described_on=date(2026, 1, 1), home="sealed:x", guardians=())
    both = ["intake.family-described.v1", "intake.family-described.v2"]
    assert sorted(codec.names_of([FamilyDescribed])) == both
    with pytest.raises(NotStorable):
        codec.encode(FamilyDescribedAtFirst(home="x"), EVENT, None)
