"""One intervention as interventions tells of it, day by day."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from shared.clocks import Happening
from shared.contracts import interventions as told
from shared.contracts import interventions_isu as isu
from shared.contracts import investigation
from shared.contracts.interventions_isu import MeasurementPhase
from shared.contracts.investigation import InstrumentScore
from shared.contracts.names import HAPPENED_ON
from tests.shared.clocks.told import CHILD, INTERVENTION, INVESTIGATION, NAMES, Told, day

GOAL, NEED = UUID(int=91), UUID(int=92)


def plain(value: Any) -> object:
    """Return ``value`` as JSON has it."""
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, UUID | date) else value


class Followed(Told):
    """A child with one intervention, and what is told of it."""

    def say(self, event: Any, *, known: str | None = None, matter: UUID = INTERVENTION) -> UUID:
        """Record an event of the intervention."""
        on = getattr(event, HAPPENED_ON[type(event)])
        facts: Any = plain(event)
        return self.note(NAMES[type(event)], on, matter, known=known, told=facts)

    def opened(self, on: str = "2026-04-20") -> UUID:
        """Open it, granted that day."""
        return self.say(
            told.InterventionOpened(
                intervention_id=INTERVENTION,
                person_id=CHILD,
                decision_id=UUID(int=6),
                investigation_id=INVESTIGATION,
                intervention_type="outpatient-child",
                legal_basis_id="sol-11-1",
                is_needs_assessed=True,
                prevention_level="indicated",
                granted_on=day(on),
                opened_on=day(on),
                catalogue_version="1",
                case_type="child-concern",
            )
        )

    def executed(self, on: str = "2026-05-04", method: str = "family-treatment") -> UUID:
        """Carry it out."""
        return self.say(
            told.InterventionExecuted(
                executed_on=day(on),
                method_code=method,
                intervention_id=INTERVENTION,
                decision_id=UUID(int=6),
            )
        )

    def applied(self, on: str, score: int) -> UUID:
        """Score an instrument in the investigation."""
        applied = investigation.InstrumentApplied(
            instrument_code="sdq",
            instrument_version="1",
            applied_on=day(on),
            scores=(InstrumentScore(scale_code="total", score=score),),
        )
        return self.say(applied, matter=INVESTIGATION)

    def measured(
        self,
        on: str,
        score: int,
        phase: MeasurementPhase,
        *,
        by: str = "guardian",
        known: str | None = None,
    ) -> UUID:
        """Score an instrument in the intervention."""
        measured = isu.InterventionMeasured(
            phase=phase,
            instrument_code="sdq",
            instrument_version="1",
            applied_on=day(on),
            respondent_code=by,
            scores=(InstrumentScore(scale_code="total", score=score),),
            goal_id=None,
        )
        return self.say(measured, known=known)

    def ended(self, on: str, attainment: told.GoalAttainment, reason: str = "completed") -> UUID:
        """End it, with what the goal came to."""
        return self.say(
            told.InterventionEnded(
                ended_on=day(on),
                reason_code=reason,
                goals=(told.GoalProgress(goal_id=GOAL, attainment=attainment),),
                intervention_id=INTERVENTION,
                person_id=CHILD,
            )
        )


def a_whole_chain() -> Followed:
    """Return a child whose intervention has everything in it."""
    story = Followed()
    story.applied("2026-04-10", 20)
    story.opened()
    story.say(
        told.InterventionAssigned(
            unit="oppenvard", provider=None, official="off-9", assigned_on=day("2026-04-22")
        )
    )
    story.say(isu.NeedStated(need_id=NEED, area_code="education", stated_on=day("2026-04-23")))
    story.say(
        isu.StartReasonsStated(
            reason_codes=("school-absence",),
            target_group_code="families",
            stated_on=day("2026-04-23"),
        )
    )
    story.executed()
    story.say(
        told.GoalSet(goal_id=GOAL, area_code="education", set_on=day("2026-05-06"), need_id=NEED)
    )
    story.say(
        isu.DosePlanned(
            sessions=3,
            minutes=None,
            from_on=day("2026-05-04"),
            until_on=None,
            planned_on=day("2026-05-06"),
        )
    )
    for on in ("2026-05-11", "2026-05-25"):
        story.say(isu.SessionHeld(held_on=day(on), minutes=60, form_code="family"))
    story.say(
        isu.SessionMissed(missed_on=day("2026-05-18"), reason_code="individual-absent"),
        known="2026-05-26T09:00:00Z",
    )
    story.say(
        told.InterventionFollowedUp(
            followed_up_on=day("2026-06-10"),
            is_with_the_individual=True,
            goals=(
                told.GoalProgress(goal_id=GOAL, attainment=told.GoalAttainment.PARTLY_REACHED),
            ),
            instruments=(
                told.InstrumentRepeated(
                    instrument_code="sdq",
                    instrument_version="1",
                    applied_on=day("2026-06-09"),
                    scores=(InstrumentScore(scale_code="total", score=15),),
                ),
            ),
        )
    )
    story.say(
        told.MethodSwapped(
            from_method_code="family-treatment",
            to_method_code="network-work",
            swapped_on=day("2026-06-15"),
            reason_code="changed-need",
        )
    )
    story.say(told.InterventionInterrupted(interrupted_on=day("2026-06-22"), reason_code="other"))
    story.say(told.InterventionResumed(resumed_on=day("2026-08-03")))
    story.ended("2026-08-28", told.GoalAttainment.REACHED)
    story.measured("2026-09-20", 11, MeasurementPhase.AFTER)
    story.say(
        isu.OwnViewAnswered(
            answered_on=day("2026-09-20"),
            answers=(isu.OwnAnswer(question_code="helped", answer_code="yes"),),
        )
    )
    return story


def rows(happenings: list[Happening]) -> list[dict[str, Any]]:
    """Return the happenings as the query of chains finds them."""
    return [
        {
            "chain_id": INTERVENTION,
            "thread_id": each.thread_id,
            "is_own": each.matter_id == INTERVENTION,
            "event_id": each.event_id,
            "position": each.position,
            "name": each.name,
            "happened_on": each.happened_on,
            "recorded_at": each.recorded_at,
            "facts": each.fields,
        }
        for each in happenings
    ]
