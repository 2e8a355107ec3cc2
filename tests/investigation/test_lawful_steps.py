"""What the catalogue of the day says of a step: reasons, instruments and their scores."""

from datetime import date
from uuid import UUID

import pytest

from services.investigation.application.asked import Asked
from services.investigation.application.closing import ClosingWanted, lawful_closing
from services.investigation.application.lawful import require_lawful
from services.investigation.domain.investigation.commands import (
    ApplyInstrument,
    CloseInvestigation,
    ReassignInvestigation,
)
from shared.catalogue import NotInForce, UnknownCode, catalogue
from shared.catalogue.refusals import ScaleScoredTwice, ScoreOutOfRange, UnknownScale
from shared.contracts.investigation import InstrumentScore
from shared.kernel.context import Actor, Client
from shared.kernel.refusal import Refusal
from tests.investigation.stories import TODAY


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
    actor = Actor(
        subject="official-7", role="caseworker", client=Client.OFFICIAL, client_id="handlaggarstod"
    )
    asked = Asked(actor=actor, causation_id=UUID(int=1), expected=1, today=TODAY)
    wanted = ClosingWanted(
        closed_on=TODAY, is_with_intervention=False, reason_code=reason_code, summary="Klart."
    )
    return lawful_closing(catalogue(), "child-concern", wanted, asked)


def test_a_reassignment_and_a_closing_give_a_reason_of_their_own_kind() -> None:
    require_lawful(catalogue(), reassign("workload"), "child-concern")
    with pytest.raises(UnknownCode):
        require_lawful(catalogue(), reassign("without-intervention"), "child-concern")
    with pytest.raises(UnknownCode):
        close("workload")


@pytest.mark.parametrize(
    ("reason_code", "only_with_intervention"),
    [
        ("with-intervention", True),
        ("without-intervention", False),
        ("denied", False),
        ("consent-missing", False),
        ("moved", None),
    ],
)
def test_the_catalogue_says_which_closing_a_reason_goes_with(
    reason_code: str, only_with_intervention: bool | None
) -> None:
    assert close(reason_code).is_reason_with_intervention is only_with_intervention
