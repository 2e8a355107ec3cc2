"""Fel i lagrummen: something rests on no section, on two, or on one not in force."""

from pathlib import Path

from tests.shared.catalogue.planting import Planted, planted

CLOCK_14_DAYS = 'legal_bases = ["sol-2001-11-1a", "sol-20-2"]'


@planted(
    (
        "clocks.toml",
        CLOCK_14_DAYS,
        "legal_bases = []",
        "clocks.toml",
        "preliminary-assessment",
        "saknar lagrum",
        "clock without legal basis",
    ),
    (
        "clocks.toml",
        CLOCK_14_DAYS,
        'legal_bases = ["sol-20-2"]',
        "clocks.toml",
        "preliminary-assessment",
        "har inget gällande lagrum 2020-01-01",
        "clock under a law not yet in force",
    ),
    (
        "legal-bases.toml",
        "valid_to = 2026-01-14",
        "valid_to = 2026-01-15",
        "legal-bases.toml",
        "sol-19-1",
        "överlappar",
        "two wordings on one day",
    ),
    (
        "purposes.toml",
        'bases = ["sol-2001-11-1a", "sol-20-2"]',
        'bases = ["sol-2001-11-1a", "sol-20-2", "sol-20-1"]',
        "purposes.toml",
        "preliminary-assessment",
        "har inte exakt ett gällande lagrum 2025-07-01",
        "two sections compete",
    ),
    (
        "purposes.toml",
        'bases = ["sol-2001-11-1a", "sol-20-2"]',
        'bases = ["sol-2001-11-1a"]',
        "purposes.toml",
        "preliminary-assessment",
        "har inte exakt ett gällande lagrum 2025-07-01",
        "purpose left under the repealed act",
    ),
    (
        "decision-types.toml",
        'purpose = "assistance-personal"',
        'purpose = "without-needs-assessment"',
        "decision-types.toml",
        "assistance-personal",
        "vilar på without-needs-assessment, som inte gäller 2020-01-01",
        "decision under a law not in force that day",
    ),
    (
        "case-types.toml",
        'step = "follow-up", purpose = "follow-up"',
        'step = "follow-up", purpose = "without-needs-assessment"',
        "case-types.toml",
        "child-concern",
        "vilar på without-needs-assessment, som inte gäller 2020-01-01",
        "step under a law not in force that day",
    ),
    (
        "decision-types.toml",
        'reserved_by = ["sol-2001-10-4", "sol-30-6"]',
        'reserved_by = ["sol-30-6"]',
        "decision-types.toml",
        "foster-home-placement",
        "har inget gällande lagrum 2020-01-01",
        "reserved by a law not in force",
    ),
    (
        "legal-bases.toml",
        '[sol-20-1]\nref = "20:1"',
        '[sol-20-1]\nref = "20:11"',
        "legal-bases.toml",
        "sol-20-1",
        "hänvisar till 20:11 i sol",
        "a section under another's id",
    ),
    (
        "legal-bases.toml",
        "[sol-20-1]",
        "[soll-20-1]",
        "legal-bases.toml",
        "soll-20-1",
        "börjar inte med någon känd författning",
        "a section of no act",
    ),
    (
        "legal-bases.toml",
        '[sol-20-1]\nref = "20:1"',
        '[sol-20-1]\nvalid_from = 2025-06-30\nref = "20:1"',
        "legal-bases.toml",
        "sol-20-1",
        "gäller utanför författningens tid",
        "a section before its act",
    ),
    (
        "decision-types.toml",
        "[foster-home-placement]",
        "[foster-home-placement]\nvalid_from = 2025-07-01",
        "interventions.toml",
        "foster-home",
        "kan inte beviljas 2020-01-01",
        "an intervention nobody could grant that day",
    ),
)
def test_what_rests_on_no_law_is_named(files: Path, fault: Planted) -> None:
    fault.is_found_in(files)
