"""Every measurement of a person in an intervention, and how each scale moved."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.reporting.domain.grants import Fact
from services.reporting.domain.isu.links import Measurement, MeasurementSource, Score, Told
from shared.contracts.interventions_isu import MeasurementPhase
from shared.kernel.clock import civil_date

MEASURED = "interventions.measured.v1"
FOLLOWED_UP = "interventions.followed-up.v1"
APPLIED = "investigation.instrument-applied.v1"


def measurements_of(
    facts: Sequence[Fact],
    investigated: Sequence[Fact],
    executed_on: date | None,
    ended_on: date | None,
) -> Sequence[Measurement]:
    """Return what was measured in the investigation, at follow-ups and on its own; by day."""
    found = [
        *_stated(facts),
        *_derived(_in_investigation(investigated), executed_on, ended_on),
        *_derived(_in_follow_ups(facts), executed_on, ended_on),
    ]
    return tuple(sorted(found, key=lambda each: (each.told.on, each.told.recorded_on)))


def _stated(facts: Sequence[Fact]) -> Iterator[Measurement]:
    for each in facts:
        if each.name == MEASURED:
            fields: Mapping[str, Any] = each.fields
            yield Measurement(
                instrument_code=fields["instrument_code"],
                instrument_version=fields["instrument_version"],
                phase=MeasurementPhase(fields["phase"]),
                is_phase_stated=True,
                source=MeasurementSource.MEASUREMENT,
                respondent_code=fields["respondent_code"],
                goal_id=UUID(fields["goal_id"]) if fields["goal_id"] else None,
                scores=_scores(fields),
                told=Told(on=each.day, recorded_on=civil_date(each.recorded_at)),
            )


_Raw = tuple[MeasurementSource, Mapping[str, Any], Told]


def _in_investigation(facts: Sequence[Fact]) -> Iterator[_Raw]:
    for each in facts:
        if each.name == APPLIED:
            told = Told(on=each.day, recorded_on=civil_date(each.recorded_at))
            yield MeasurementSource.INVESTIGATION, each.fields, told


def _in_follow_ups(facts: Sequence[Fact]) -> Iterator[_Raw]:
    for each in facts:
        instruments: Any = each.fields.get("instruments") if each.name == FOLLOWED_UP else ()
        for fields in instruments or ():
            on = date.fromisoformat(fields["applied_on"])
            told = Told(on=on, recorded_on=civil_date(each.recorded_at))
            yield MeasurementSource.FOLLOW_UP, fields, told


def _derived(
    raw: Iterator[_Raw], executed_on: date | None, ended_on: date | None
) -> Iterator[Measurement]:
    for source, fields, told in raw:
        yield Measurement(
            instrument_code=fields["instrument_code"],
            instrument_version=fields["instrument_version"],
            phase=_phase(source, told.on, executed_on, ended_on),
            is_phase_stated=False,
            source=source,
            respondent_code=None,
            goal_id=None,
            scores=_scores(fields),
            told=told,
        )


def _phase(
    source: MeasurementSource, on: date, executed_on: date | None, ended_on: date | None
) -> MeasurementPhase:
    """Return the phase by the days: on the first day before, on the last day after."""
    is_begun = executed_on is not None and on > executed_on
    if not is_begun:
        return MeasurementPhase.BEFORE
    is_over = ended_on is not None and on >= ended_on
    return MeasurementPhase.AFTER if is_over else MeasurementPhase.DURING


def _scores(fields: Mapping[str, Any]) -> tuple[Score, ...]:
    return tuple(Score(**each) for each in fields["scores"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleCourse:
    """Skalans förlopp: one scale of one instrument, answered by one kind of respondent."""

    instrument_code: str
    instrument_version: str
    scale_code: str
    respondent_code: str | None
    goal_id: UUID | None
    points: Sequence[tuple[date, MeasurementPhase, int]]  # by day

    @property
    def before(self) -> int | None:
        """The last score before; None where nothing was measured then."""
        scores = [score for _, phase, score in self.points if phase is MeasurementPhase.BEFORE]
        return scores[-1] if scores else None

    @property
    def after(self) -> int | None:
        """The first score after; None where nothing was measured then."""
        scores = [score for _, phase, score in self.points if phase is MeasurementPhase.AFTER]
        return scores[0] if scores else None

    @property
    def change(self) -> int | None:
        """After less before; None where one of them is missing."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


_Scale = tuple[str, str, str, UUID | None]
_Point = tuple[date, MeasurementPhase, int]


def courses(measurements: Sequence[Measurement]) -> Sequence[ScaleCourse]:
    """Return the course of each scale, by respondent.

    What two kinds of respondents said is never put in one line; where it was not asked who
    answered (in an investigation), and only one kind is known, it is taken to be that one.
    """
    points: dict[_Scale, dict[str | None, list[_Point]]] = defaultdict(lambda: defaultdict(list))
    for each in measurements:
        for score in each.scores:
            key = (
                each.instrument_code,
                each.instrument_version,
                score.scale_code,
                each.goal_id,
            )
            point = (each.told.on, each.phase, score.score)
            points[key][each.respondent_code].append(point)
    return tuple(
        ScaleCourse(
            instrument_code=instrument,
            instrument_version=version,
            scale_code=scale,
            respondent_code=respondent,
            goal_id=goal_id,
            points=tuple(found),
        )
        for (instrument, version, scale, goal_id), by_respondent in points.items()
        for respondent, found in _joined(by_respondent).items()
    )


def _joined(
    by_respondent: Mapping[str | None, list[_Point]],
) -> Mapping[str | None, Sequence[_Point]]:
    known = [each for each in by_respondent if each is not None]
    if None not in by_respondent or len(known) != 1:
        return by_respondent
    return {known[0]: sorted([*by_respondent[None], *by_respondent[known[0]]])}
