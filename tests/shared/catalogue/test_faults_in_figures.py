"""Fel i måtten: what could not be counted, or would tell of single persons."""

from pathlib import Path

from tests.shared.catalogue.planting import Planted, planted

C, F = "countings.toml", "figures.toml"


@planted(
    (C, '"0-12", "13-18"', '"0-12", "14-18"', C, "intakes", "utan lucka", "a gap between bands"),
    (C, '"0-12", "13-18"', '"0-12", "12-18"', C, "intakes", "utan lucka", "bands that overlap"),
    (C, 'crime = ["crime"]', 'crime = ["theft"]', C, "intakes", "finns inte", "no reason"),
    (C, 'crime = ["crime"]', 'sex = ["crime"]', C, "intakes", "redan en indelning", "named twice"),
    (
        C,
        '["area", "place"]',
        '["area", "place", "sex", "month", "reason"]',
        C,
        "intakes",
        "mer än 4 sätt",
        "divided too finely",
    ),
    (C, '["area", "place"]', '["area", "shoe"]', C, "intakes", "ingen indelning", "no division"),
    (
        F,
        'tables = [["sex", "age"], ["month", "sex"], ["place"]]',
        'tables = [["sex", "age", "place"]]',
        F,
        "children-intakes",
        "ingen uppdelning av underlaget",
        "finer than the counting",
    ),
    (F, 'counting = "intakes"', 'counting = "intake"', F, "children-intakes", "finns inte", "of"),
    (
        F,
        'counting = "intakes"\n',
        "",
        F,
        "children-intakes",
        "säga vad den väntar på",
        "neither counted nor waiting",
    ),
    (
        F,
        'share_of = { late = "yes" }\n',
        "",
        F,
        "children-investigations-late",
        "om den är en andel",
        "a share of nothing",
    ),
    (
        F,
        'span = "whole"\n',
        "",
        F,
        "children-investigations-days",
        "ska ha span",
        "a mean of no days",
    ),
    (
        F,
        'shown_by = ["reason"]',
        'shown_by = ["place"]',
        F,
        "children-intake-reasons",
        "inte får delas efter",
        "shown by what it is not divided by",
    ),
)
def test_a_figure_that_cannot_be_counted_is_named(files: Path, fault: Planted) -> None:
    fault.is_found_in(files)
