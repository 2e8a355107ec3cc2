"""Fel i filerna: a file that cannot be read as what it should be."""

from pathlib import Path

import pytest

from shared.catalogue import CatalogueFaulty
from shared.catalogue.load import load
from tests.shared.catalogue.planting import Planted, planted, replace


@planted(
    (
        "acts.toml",
        "[sol-2001]",
        "[sol-2001",
        "acts.toml",
        "filen",
        "läsa",
        "broken file",
    ),
    (
        "purposes.toml",
        'name = "Inleda utredning"',
        'nmae = "Inleda utredning"',
        "purposes.toml",
        "open-investigation",
        "okänd nyckel nmae; name saknas",
        "misspelt key",
    ),
    (
        "clocks.toml",
        "length = 14",
        'length = "14"',
        "clocks.toml",
        "preliminary-assessment",
        "length ska vara ett heltal",
        "wrong type",
    ),
    (
        "clocks.toml",
        'unit = "days"',
        'unit = "fortnights"',
        "clocks.toml",
        "preliminary-assessment",
        "unit ska vara något av",
        "unknown word",
    ),
    (
        "acts.toml",
        "valid_to = 2025-06-30",
        'valid_to = "2025-06-30"',
        "acts.toml",
        "sol-2001",
        "ska vara ett datum",
        "a date as text",
    ),
    (
        "interventions.toml",
        'granted_by = ["foster-home-placement"]',
        'granted_by = "foster-home-placement"',
        "interventions.toml",
        "foster-home",
        "granted_by ska vara en lista",
        "a code for a list",
    ),
)
def test_a_file_with_a_fault_is_named_with_the_key(files: Path, fault: Planted) -> None:
    fault.is_found_in(files)


def test_all_faults_are_named_at_once(files: Path) -> None:
    replace(files / "clocks.toml", "length = 14", 'length = "14"')
    replace(files / "purposes.toml", 'name = "Inleda utredning"', 'nmae = "Inleda utredning"')
    replace(files / "mandates.toml", 'name = "Barnombudsmannen"', "name = 7")

    with pytest.raises(CatalogueFaulty) as refused:
        load(files, is_sealed=False)

    blamed = {(fault.file, fault.key) for fault in refused.value.faults}
    assert blamed == {
        ("clocks.toml", "preliminary-assessment"),
        ("purposes.toml", "open-investigation"),
        ("mandates.toml", "19-3"),
    }


def test_a_file_that_does_not_belong_is_refused(files: Path) -> None:
    (files / "clocks-old.toml").write_text("", encoding="utf-8")

    with pytest.raises(CatalogueFaulty, match=r"clocks-old\.toml"):
        load(files, is_sealed=False)


def test_the_files_unchanged_have_no_fault(files: Path) -> None:
    assert load(files, is_sealed=False).version == "unpublished"
