"""What the catalogue of the day says of a step: reasons, instruments and their scores."""

from datetime import date

import pytest

from services.investigation.application.lawful import require_lawful
from services.investigation.domain.investigation.commands import (
    ApplyInstrument,
    CloseInvestigation,
    ReassignInvestigation,
)
from shared.catalogue import NotInForce, UnknownCode, catalogue
from shared.catalogue.refusals import ScaleScoredTwice, ScoreOutOfRange, UnknownScale
from shared.contracts.investigation import InstrumentScore
from shared.kernel.refusal import Refusal
from tests.investigation.stories import PERMITTED, TODAY


def instrument(*scores: tuple[str, int], version: str = "1", on: date = TODAY) -> ApplyInstrument:
    return ApplyInstrument(
        instrument_code="sdq",
        instrument_version=version,
        applied_on=on,
        scores=tuple(InstrumentScore(scale_code=scale, score=score) for scale, score in scores),
        today=TODAY,
    )


def test_scores_within_their_scales_are_taken() -> None:
    command = instrument(("total", 40), ("prosocial", 0))
    require_lawful(catalogue(), command, "child-concern")


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        (instrument(("total", 41)), ScoreOutOfRange),
        (instrument(("total", -1)), ScoreOutOfRange),
        (instrument(("happiness", 1)), UnknownScale),
        (instrument(("total", 1), ("total", 2)), ScaleScoredTwice),
        (instrument(("total", 1), version="0"), UnknownCode),
        (instrument(("total", 1), on=date(2019, 12, 31)), NotInForce),
    ],
)
def test_scores_an_instrument_cannot_give_are_refused(
    command: ApplyInstrument, rule: type[Refusal]
) -> None:
    with pytest.raises(rule):
        require_lawful(catalogue(), command, "child-concern")


def reassign(reason_code: str) -> ReassignInvestigation:
    return ReassignInvestigation(
        official="official-8",
        unit="barn-norr",
        reassigned_on=TODAY,
        reason_code=reason_code,
        today=TODAY,
    )


def close(reason_code: str) -> CloseInvestigation:
    return CloseInvestigation(
        closed_on=TODAY,
        closed_by="official-7",
        is_with_intervention=False,
        reason_code=reason_code,
        summary="Klart.",
        delegation=PERMITTED,
        today=TODAY,
    )


def test_a_reassignment_and_a_closing_give_a_reason_of_their_own_kind() -> None:
    require_lawful(catalogue(), reassign("workload"), "child-concern")
    require_lawful(catalogue(), close("without-intervention"), "child-concern")
    with pytest.raises(UnknownCode):
        require_lawful(catalogue(), reassign("without-intervention"), "child-concern")
    with pytest.raises(UnknownCode):
        require_lawful(catalogue(), close("workload"), "child-concern")
