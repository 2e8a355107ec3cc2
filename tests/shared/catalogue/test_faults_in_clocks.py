"""Fel i klockorna: a time limit that could never start, end or be explained."""

from pathlib import Path

from tests.shared.catalogue.planting import Planted, planted

ATTACHED = (
    '[{ event = "intake.preliminary-assessment-concluded.v1", where = { way = ["attach"] } }]'
)


@planted(
    (
        "clocks.toml",
        '"investigation.opened.v1"',
        '"investigation.begun.v1"',
        "clocks.toml",
        "inform-about-investigation",
        "investigation.begun.v1 är ingen publicerad händelse",
        "clock started by no event",
    ),
    (
        "clocks.toml",
        'date = "received_on"',
        'date = "arrived_on"',
        "clocks.toml",
        "immediate-protection",
        "intake.opened.v1 har inget fält arrived_on",
        "clock started by no day",
    ),
    (
        "clocks.toml",
        'way = ["attach"]',
        'way = ["join"]',
        "clocks.toml",
        "preliminary-assessment",
        "way kan inte vara join",
        "a condition that never holds",
    ),
    (
        "clocks.toml",
        'way = ["attach"]',
        'path = ["attach"]',
        "clocks.toml",
        "preliminary-assessment",
        "har inget fält path",
        "a condition on nothing",
    ),
    (
        "clocks.toml",
        '"sol-12-1", "sol-2001-4-1"] } }',
        '"sol-12-99", "sol-2001-4-1"] } }',
        "clocks.toml",
        "unexecuted-decision",
        "legal_basis_id kan inte vara sol-12-99",
        "a condition on no section",
    ),
    (
        "clocks.toml",
        ATTACHED,
        '[{ event = "intake.opened.v1", fact = "care-ended" }]',
        "clocks.toml",
        "preliminary-assessment",
        "antingen event eller fact",
        "two triggers in one",
    ),
    (
        "clocks.toml",
        ATTACHED,
        '[{ fact = "care-ended", date = "on" }]',
        "clocks.toml",
        "preliminary-assessment",
        "bara en publicerad händelse",
        "a field of a fact",
    ),
    (
        "clocks.toml",
        "length = 14\n",
        "",
        "clocks.toml",
        "preliminary-assessment",
        "ska ha en längd om den räknas",
        "days without a number",
    ),
    (
        "clocks.toml",
        "length = 14",
        "length = 0",
        "clocks.toml",
        "preliminary-assessment",
        "längden ska vara minst 1",
        "no time at all",
    ),
    (
        "clocks.toml",
        'stop = [{ event = "intake.immediate-protection-assessed.v1" }]',
        "stop = []",
        "clocks.toml",
        "immediate-protection",
        "saknar start eller stopp",
        "a clock that cannot stop",
    ),
    (
        "clocks.toml",
        "repeat = { length = 6",
        "repeat = { length = 0",
        "clocks.toml",
        "consider-care",
        "återkommer utan en längd",
        "comes again at once for ever",
    ),
    (
        "clocks.toml",
        'when_passed = "Ett överklagande som kommer in senare avvisas."\n',
        "",
        "clocks.toml",
        "appeal",
        "säger inte vad som förfaller",
        "hard, and nothing lapses",
    ),
    (
        "clocks.toml",
        'event = "investigation.extended.v1"',
        'event = "investigation.closed.v1"',
        "clocks.toml",
        "child-investigation",
        "som inte anger ett nytt slut",
        "extended to no day",
    ),
    (
        "clocks.toml",
        'ground = "special-reasons"',
        'ground = "good-reasons"',
        "clocks.toml",
        "child-investigation",
        "extension.good-reasons finns inte",
        "extended on no ground",
    ),
)
def test_a_clock_that_cannot_run_is_named(files: Path, fault: Planted) -> None:
    fault.is_found_in(files)
