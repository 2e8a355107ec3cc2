"""Fel i delegationen: more is given away than the law lets a committee give."""

from pathlib import Path

from tests.shared.catalogue.planting import Planted, planted


@planted(
    (
        "delegation.toml",
        'lowest_role = "subcommittee"',
        'lowest_role = "unit-head"',
        "delegation.toml",
        "d-8",
        "foster-home-placement får inte delegeras lägre än till subcommittee",
        "foster home given to an official",
    ),
    (
        "delegation.toml",
        'lowest_role = "committee"',
        'lowest_role = "subcommittee"',
        "delegation.toml",
        "d-19",
        "prohibit-receiving-children får inte delegeras lägre än till committee",
        "the committee's own given away",
    ),
    (
        "delegation.toml",
        'lowest_role = "caseworker"',
        'lowest_role = "chair"',
        "delegation.toml",
        "d-1",
        "ordföranden kan inte vara lägsta roll",
        "the chair as a rung",
    ),
    (
        "delegation.toml",
        'lowest_role = "unit-head"',
        'lowest_role = "unit-head"\nis_open_to_chair = true',
        "delegation.toml",
        "d-3",
        "extend-preliminary-assessment får inte beslutas av ordföranden",
        "the chair beyond the law",
    ),
    (
        "delegation.toml",
        'decision_types = ["assistance-personal"]',
        'decision_types = ["assistance-personal-additional"]',
        "decision-types.toml",
        "assistance-personal",
        "ingen delegationspunkt utan villkor gäller 2020-01-01",
        "nobody may decide",
    ),
    (
        "decision-types.toml",
        'reserved_by = ["sol-2001-10-4", "sol-30-6"]',
        "reserved_by = []",
        "decision-types.toml",
        "foster-home-placement",
        "reserved_to och reserved_by hör ihop",
        "reserved by nothing",
    ),
    (
        "decision-types.toml",
        'reserved_to = "subcommittee"',
        'reserved_to = "unit-head"',
        "decision-types.toml",
        "foster-home-placement",
        "kan bara förbehållas utskott eller nämnd",
        "reserved for an official",
    ),
)
def test_a_delegation_beyond_the_law_is_named(files: Path, fault: Planted) -> None:
    fault.is_found_in(files)
