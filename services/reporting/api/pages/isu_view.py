"""A chain of systematic follow-up as its page shows it: tables, and each scale over time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from services.reporting.api.charts import Chart, Series, Table, lines
from services.reporting.api.isu_scales import band, is_improved, missing
from services.reporting.domain.isu.chain import Chain
from services.reporting.domain.isu.links import Need, Told
from services.reporting.domain.isu.measurements import ScaleCourse, courses
from shared.catalogue import Catalogue
from shared.catalogue.instruments import Instrument, Scale
from shared.contracts.interventions_isu import MeasurementPhase

NONE = "–"
MOST_LINES = 2  # in one chart: their names are long
PHASES = {
    MeasurementPhase.BEFORE: "före",
    MeasurementPhase.DURING: "under",
    MeasurementPhase.AFTER: "efter",
}
ATTAINMENTS = {
    "reached": "nått",
    "partly-reached": "delvis nått",
    "not-reached": "inte nått",
    "not-assessed": "inte bedömt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainView:
    """What the page shows of one intervention."""

    chain: Chain
    facts: Sequence[tuple[str, str]]
    tables: Sequence[tuple[str, Table]]
    charts: Sequence[Chart]
    scales: Table


def view_of(number: int, chain: Chain, law: Catalogue) -> ChainView:
    """Return what the page shows of the chain; ``number`` tells it from the others."""
    found = courses(chain.measurements)
    named = Names(law)
    return ChainView(
        chain=chain,
        facts=[*_facts(chain, named)],
        tables=[
            ("Behov och mål", _goals(chain, named)),
            ("Metoder", _methods(chain, named)),
            ("Dos", _dose(chain, named)),
            ("Den enskildes svar", _own_views(chain, named)),
        ],
        charts=[*_charts(number, found, law)],
        scales=_scales(found, law, named),
    )


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called in the catalogue, whichever day they were used."""

    law: Catalogue

    def code(self, kind: str, code: str | None) -> str:
        """Return the latest name of a code; the code itself where nobody has named it."""
        wordings = self.law.tables.reasons.get(f"{kind}.{code}", ())
        return wordings[-1].name if wordings else code or NONE

    def method(self, code: str | None) -> str:
        """Return the latest name of a method."""
        wordings = self.law.tables.methods.get(code or "", ())
        return wordings[-1].name if wordings else code or NONE


def _facts(chain: Chain, named: Names) -> Iterator[tuple[str, str]]:
    reasons = ", ".join(named.code("start", code) for code in chain.start_reason_codes)
    yield "Insatsorsak", reasons or NONE
    yield "Målgrupp", named.code("target-group", chain.target_group_code)
    yield "Beviljad eller öppnad", str(chain.begins_on)
    days = "" if chain.days_to_start is None else f", efter {chain.days_to_start} dagar"
    yield "Verkställd", f"{chain.executed_on or NONE}{days}"
    yield "Avslutad", str(chain.ended_on or NONE)
    yield "Avslutsorsak", named.code("ending", chain.ending_reason_code)


def _late(told: Told) -> str:
    return f"{told.on}, registrerat {told.recorded_on}" if told.is_late else str(told.on)


def _goals(chain: Chain, named: Names) -> Table:
    needs = {each.need_id: each for each in chain.needs}
    rows = [
        (
            named.code("goal-area", each.area_code),
            _need(needs, each.need_id, named),
            _late(each.told),
            ATTAINMENTS[each.attainment] if each.attainment else "inte bedömt än",
        )
        for each in chain.goals
    ]
    met = {each.need_id for each in chain.goals}
    rows += [
        (NONE, named.code("goal-area", need.area_code), _late(need.told), "inget mål satt")
        for need_id, need in needs.items()
        if need_id not in met
    ]
    return Table(headers=("Mål inom", "Behov inom", "Satt", "Måluppfyllelse"), rows=rows)


def _need(needs: Mapping[UUID, Need], need_id: UUID | None, named: Names) -> str:
    found = needs.get(need_id) if need_id else None
    return named.code("goal-area", found.area_code) if found else NONE


def _methods(chain: Chain, named: Names) -> Table:
    rows = [
        (
            named.method(each.method_code),
            str(each.from_on),
            str(each.until_on or NONE),
            named.code("method-swap", each.reason_code),
        )
        for each in chain.methods
    ]
    return Table(headers=("Metod", "Från", "Till", "Orsak till bytet"), rows=rows)


def _dose(chain: Chain, named: Names) -> Table:
    dose, plan = chain.dose, chain.dose.plan
    rows = [
        ("Planerade tillfällen", str(plan.sessions if plan and plan.sessions else NONE)),
        ("Hållna tillfällen", str(dose.held)),
        ("Uteblivna tillfällen", str(dose.missed)),
        ("Hållna timmar", f"{dose.minutes / 60:.1f}".replace(".", ",")),
    ]
    if plan and plan.minutes:
        rows.insert(1, ("Planerade timmar", f"{plan.minutes / 60:.1f}".replace(".", ",")))
    reasons = sorted(e.missed_reason_code for e in dose.sessions if e.missed_reason_code)
    for code, found in groupby(reasons):
        name = named.code("session-missed", code)
        rows.append((f"Uteblivet: {name}", str(len([*found]))))
    return Table(headers=("Vad", "Hur mycket"), rows=rows)


def _own_views(chain: Chain, named: Names) -> Table:
    rows = [
        (
            named.code("own-view-question", reply.question_code),
            named.code("own-view-answer", reply.answer_code),
            _late(view.told),
        )
        for view in chain.own_views
        for reply in view.replies
    ]
    return Table(headers=("Fråga", "Svar", "Dag"), rows=rows)


def _scales(found: Sequence[ScaleCourse], law: Catalogue, named: Names) -> Table:
    rows = []
    for each in found:
        instrument, scale = _scale(each, law)
        rows.append(
            (
                f"{instrument.name}: {scale.name}",
                named.code("respondent", each.respondent_code),
                _scored(each, each.before, law),
                _scored(each, each.after, law),
                NONE if each.change is None else f"{each.change:+d}",
                _judged(each, scale),
                " ".join(missing(each, law)) or NONE,
            )
        )
    headers = ("Skala", "Svarande", "Före", "Efter", "Förändring", "Riktning", "Saknas")
    return Table(headers=headers, rows=rows)


def _scored(course: ScaleCourse, score: int | None, law: Catalogue) -> str:
    if score is None:
        return NONE
    name = band(course, score, law)
    return f"{score} ({name})" if name else str(score)


def _judged(course: ScaleCourse, scale: Scale) -> str:
    if course.change is None:
        return NONE
    improved = is_improved(course.change, scale)
    if improved is None:
        return "oförändrat" if course.change == 0 else "skalan har ingen riktning"
    return "bättre" if improved else "sämre"


def _scale(course: ScaleCourse, law: Catalogue) -> tuple[Instrument, Scale]:
    instrument = law.instrument(course.instrument_code, course.instrument_version)
    return instrument, next(e for e in instrument.scales if e.code == course.scale_code)


def _charts(number: int, found: Sequence[ScaleCourse], law: Catalogue) -> Iterator[Chart]:
    drawn = [each for each in found if len(each.points) > 1]
    together = groupby(
        drawn,
        key=lambda e: (e.instrument_code, e.instrument_version, e.respondent_code, e.goal_id),
    )
    place = 0
    for _, group in together:
        some = [*group]
        for first in range(0, len(some), MOST_LINES):
            yield _chart(number, place, some[first : first + MOST_LINES], law)
            place += 1


def _chart(number: int, place: int, some: Sequence[ScaleCourse], law: Catalogue) -> Chart:
    instrument, _ = _scale(some[0], law)
    moments = sorted({(on, phase) for each in some for on, phase, _ in each.points})
    series = [
        Series(name=_scale(each, law)[1].name, values=_values(each, moments)) for each in some
    ]
    said = [f"{one.name}: {_told(each)}." for one, each in zip(series, some, strict=True)]
    return lines(
        f"isu-{number}-{place}",
        f"{instrument.name}, insats {number}: {', '.join(each.name for each in series)}",
        " ".join(said),
        first="Dag",
        labels=[on.isoformat()[2:] for on, _ in moments],
        series=series,
    )


def _told(course: ScaleCourse) -> str:
    return ", ".join(f"{score} {PHASES[phase]}" for _, phase, score in course.points)


def _values(
    course: ScaleCourse, moments: Sequence[tuple[date, MeasurementPhase]]
) -> list[float | None]:
    known = {(on, phase): float(score) for on, phase, score in course.points}
    return [known.get(moment) for moment in moments]
