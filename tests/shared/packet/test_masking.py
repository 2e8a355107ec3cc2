"""What is masked leaves words and codes alike, and is told; a mask that hits nothing stops it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.packet.circle import Circle
from shared.packet.contents import Section
from shared.packet.masking import MASKED, Mask, MaskHitsNothing, masked, without
from shared.packet.packing import faults
from shared.packet.proposing import propose
from shared.packet.terms import of_name, passages_of
from tests.shared.packet.told import CHILD, entry, packed, packed_by_rule, report

NOTE = entry("intake.reasons-kept.v1", reasons="Mormor är sjuk.", step="protection")
SECTIONS = [Section(heading="Aktualisering", entries=[NOTE])]


def mask(path: str, *passages: tuple[int, int]) -> Mask:
    return Mask(
        event_id=NOTE.event_id, path=path, passages=passages, ground="26 kap. 1 §", why="Annan"
    )


def test_a_passage_is_kept_back_and_told() -> None:
    ((section,), (told,)) = masked(SECTIONS, [mask("reasons", (0, 6))])
    assert section.entries[0].facts["reasons"] == f"{MASKED} är sjuk."
    assert (told.section, told.title) == ("Aktualisering", "Motivering bevarad")
    assert (told.field, told.ground, told.is_whole) == ("Motivering", "26 kap. 1 §", False)


@pytest.mark.parametrize(
    "missed",
    [
        mask("reason"),
        mask("reasons.text"),
        mask("reasons", (0, 99)),
        mask("reasons", (6, 6)),
        Mask(event_id=CHILD, path="reasons", ground="26 kap. 1 §", why="Annan"),
    ],
)
def test_a_mask_that_hides_nothing_lets_nothing_be_made(missed: Mask) -> None:
    with pytest.raises(MaskHitsNothing):
        masked(SECTIONS, [missed])


@given(
    words=st.text(max_size=40),
    passages=st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 40)).filter(lambda each: each[0] < each[1])
    ),
)
def test_what_is_outside_the_passages_stays_and_nothing_inside_does(
    words: str, passages: list[tuple[int, int]]
) -> None:
    inside = {at for first, end in passages for at in range(first, end)}
    kept = "".join(each for at, each in enumerate(words) if at not in inside)
    assert without(words, passages).replace(MASKED, "") == kept.replace(MASKED, "")


@pytest.mark.parametrize(
    ("name", "words", "left"),
    [
        ("Bo Ek", "Bo är ute. Eks bil. Han vill bo här.", "# är ute. # bil. Han vill bo här."),
        ("Li", "Lis syster LI, inte lista", "# syster #, inte lista"),
        ("Karin Berg", "Karins mamma på Bergvägen", "# mamma på #"),
    ],
)
def test_names_are_found_in_their_forms(name: str, words: str, left: str) -> None:
    assert without(words, passages_of(words, of_name(name))).replace(MASKED, "#") == left


def test_the_same_decisions_make_the_same_bytes_and_a_changed_byte_is_found() -> None:
    sections = [report("private", name="Granne Grannsson"), *SECTIONS]
    first, second = packed_by_rule(sections), packed_by_rule(sections)
    assert first.archive() == second.archive()
    for name, content in first.files.items():
        if name != "manifest.json":
            changed = bytes([content[0] ^ 1]) + content[1:]
            assert faults({**first.files, name: changed}) == [f"{name}: changed"]


def test_everything_kept_back_is_listed_with_its_ground() -> None:
    sections = [report("private", name="Granne Grannsson"), *SECTIONS]
    found = propose(sections, Circle(own=frozenset({CHILD})))
    told = json.loads(packed(sections, found).files["file.json"])
    assert len(told["withheld"]) == len(found)
    assert {each["ground"] for each in told["withheld"]} == {
        "26 kap. 5 § offentlighets- och sekretesslagen (2009:400)"
    }
