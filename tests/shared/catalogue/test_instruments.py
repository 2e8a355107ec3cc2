"""Bedömningsinstrument: scores stay within what the instrument can give."""

import pytest

from shared.catalogue import Catalogue, UnknownCode
from shared.catalogue.instruments import Direction
from shared.catalogue.refusals import ScaleScoredTwice, ScoreOutOfRange, UnknownScale


@pytest.mark.parametrize(
    ("code", "least", "most"), [("audit", 0, 40), ("dudit", 0, 44), ("sdq", 0, 40)]
)
def test_a_total_at_its_limits_is_possible(
    catalogue: Catalogue, code: str, least: int, most: int
) -> None:
    instrument = catalogue.instrument(code, "1")

    instrument.check([("total", least)])
    instrument.check([("total", most)])
    for beyond in (least - 1, most + 1):
        with pytest.raises(ScoreOutOfRange):
            instrument.check([("total", beyond)])


def test_more_prosocial_is_better_and_more_difficulty_is_worse(catalogue: Catalogue) -> None:
    scales = {scale.code: scale.direction for scale in catalogue.instrument("sdq", "1").scales}

    assert scales.pop("prosocial") is Direction.HIGHER_IS_BETTER
    assert set(scales.values()) == {Direction.HIGHER_IS_WORSE}


def test_a_scale_the_instrument_does_not_have_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownScale):
        catalogue.instrument("audit", "1").check([("prosocial", 3)])


def test_a_scale_is_scored_once(catalogue: Catalogue) -> None:
    with pytest.raises(ScaleScoredTwice):
        catalogue.instrument("audit", "1").check([("total", 3), ("total", 4)])


def test_a_version_nobody_has_described_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownCode):
        catalogue.instrument("audit", "99")
