"""A protected reporter is nowhere in a packet; an obliged one is."""

import json
import unicodedata
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.packet.circle import Circle
from shared.packet.contents import Section
from shared.packet.packing import faults
from shared.packet.proposing import GUARDIAN, REPORTED, propose
from tests.architecture.test_stored_names import STORED
from tests.shared.packet.told import (
    CHILD,
    all_bytes,
    entry,
    packed,
    packed_by_rule,
    planted,
    report,
)

SENDER = {
    "name": "Åsa-Karin Grannström",
    "telephone": "070-123 45 67",
    "email": "asa.grannstrom@post.example",
    "occupation": "trädgårdsmästare",
    "workplace": "Blomsterhallen",
    "relation": "bor mittemot",
}
WAYS = (
    "Åsa-Karin Grannström",
    "GRANNSTRÖMS",
    unicodedata.normalize("NFD", "Åsa-Karin Grannström"),
    json.dumps("Åsa-Karin Grannström"),
    "+46 (0)70 123 45 67",
    "0701234567",
    "ASA.Grannstrom@post.example",
    "Blomsterhallen",
    "bor  mittemot",
)
TOLD = ("grannström", "åsa", "1234567", "asa.grannstrom", "blomsterhallen", "mittemot")


def everywhere(words: str) -> Section:
    """Return every event there can be about the person, with ``words`` in every text of it.

    But for what would keep the words back for a reason of its own.
    """
    names = [name for name in STORED if name not in (REPORTED, GUARDIAN)]
    return Section(heading="Allt", entries=[planted(name, words) for name in names])


OWN = Circle(own=frozenset({CHILD, UUID("00000000-0000-7000-8000-000000000001")}))


def shown(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).encode().decode("unicode-escape", "ignore")
    spaced = unicodedata.normalize("NFC", text) + plain
    return spaced.casefold().replace("\\u00f6", "ö").replace("\\u00c5".casefold(), "å")


@pytest.mark.parametrize("kind", ["private", "anonymous"])
@pytest.mark.parametrize("words", WAYS)
def test_whoever_the_law_protects_is_nowhere_whatever_field_they_were_written_in(
    kind: str, words: str
) -> None:
    packet = packed_by_rule([report(kind, **SENDER), everywhere(words)], OWN)
    text = shown(all_bytes(packet))
    assert [each for each in TOLD if each in text] == []
    digits = "".join(each for each in text if each.isdigit())
    assert "701234567" not in digits
    assert faults(packet.files) == []


@pytest.mark.parametrize("words", WAYS)
def test_an_obliged_reporter_is_told(words: str) -> None:
    packet = packed_by_rule([report("mandated", **SENDER), everywhere(words)], OWN)
    told = json.loads(packet.files["file.json"])
    (of_sender, everything) = told["sections"]
    assert {"name": "Åsa-Karin Grannström"}.items() <= of_sender["entries"][1]["facts"].items()
    in_words = [each for each in everything["entries"] if words in str(each["facts"].values())]
    in_codes = json.dumps(words, ensure_ascii=False)[1:-1]
    assert in_words or in_codes in packet.files["file.json"].decode()


def test_a_guardian_with_the_reporters_name_does_not_tell_it() -> None:
    guardian = entry(GUARDIAN, name="Åsa-Karin Grannström", person_ids=[CHILD])
    sections = [report("private", **SENDER), Section(heading="Fler", entries=[guardian])]
    assert "grannström" not in all_bytes(packed_by_rule(sections, OWN)).casefold()


names = st.lists(
    st.text(
        st.characters(codec="utf-8", categories=("Lu", "Ll", "Lo"), exclude_characters="µ"),
        min_size=4,
        max_size=12,
    ).filter(lambda name: unicodedata.normalize("NFC", name) == name),
    min_size=1,
    max_size=3,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(name=names, before=st.text(max_size=10), after=st.text(max_size=10))
def test_any_name_is_found_wherever_it_stands(name: str, before: str, after: str) -> None:
    words = f"{before} {name} {after}"
    sections = [
        report("private", name=name),
        Section(heading="En", entries=[planted("intake.reasons-kept.v1", words)]),
    ]
    found = propose(sections, Circle(own=frozenset({CHILD})))
    (of_reasons,) = [each for each in found if each.path == "reasons"]
    text = packed(sections, found).files["file.json"].decode()
    assert of_reasons.passages
    assert json.dumps(name, ensure_ascii=False)[1:-1] not in text


def test_what_the_reporter_wrote_and_sent_is_kept_back_until_an_official_has_read_it() -> None:
    kept = [
        planted("intake.submission-kept.v1", "Jag bor ovanpå."),
        planted("intake.attachment-kept.v1", "foto.jpg"),
    ]
    of = report("private", **SENDER)
    section = Section(heading=of.heading, entries=[*of.entries, *kept])
    found = propose([section], Circle(own=frozenset({CHILD})))
    words = {each.path for each in found if each.rule == "reporters-words"}
    assert words == {"text", "sections", "file_name", "content"}
    always = {each.path for each in found if each.rule == "protected-reporter"}
    assert {"salt", "digest", "recorded-by"} <= always, "with both one could try a guess"


def test_when_the_words_are_let_go_the_name_in_them_is_not() -> None:
    of = report("private", **SENDER)
    text = planted("intake.submission-kept.v1", "Grannström såg allt.")
    section = Section(heading=of.heading, entries=[*of.entries, text])
    found = propose([section], Circle(own=frozenset({CHILD})))
    let_go = [each for each in found if each.rule != "reporters-words"]
    page = packed([section], let_go).files["file.html"].decode()
    assert "[maskat] såg allt." in page
    assert "Grannström" not in page
