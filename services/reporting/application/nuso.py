"""Records of NUSO's studies, read as known at a position: codes and numbers, and nobody's name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.reporting.application.figures.columns import KNOWN
from services.reporting.application.granted import Rows
from services.reporting.application.isu import built
from services.reporting.domain.figures.periods import Period
from services.reporting.domain.isu.chain import Chain
from services.reporting.domain.isu.results import attained
from services.reporting.domain.nuso import Study

_PERSON = f"""
    LEFT JOIN reporting.figure_person p ON p.person_id = f.person_id AND {KNOWN.format("p")}"""
_WHO = """f.fact_id AS matter_id, f.person_id, p.one_id, p.sex, p.birth_year, f.began_on"""
_STANDS = """
    e.position <= %(known)s AND NOT EXISTS (
        SELECT 1 FROM reporting.thread_entry a
        WHERE a.stream_id = e.stream_id AND a.position <= %(known)s
          AND a.facts ->> 'annuls_event_id' = CAST(e.event_id AS text))"""
INVESTIGATIONS = f"""
    SELECT {_WHO}, i.reason_codes, f.outcome,
           EXISTS (SELECT 1 FROM reporting.figure_fact o
                   JOIN reporting.figure_person q ON q.person_id = o.person_id
                        AND {KNOWN.format("q")}
                   WHERE o.kind = 'intake' AND {KNOWN.format("o")} AND q.one_id = p.one_id
                     AND o.began_on < i.began_on) AS is_known_before,
           (SELECT count(*) FROM reporting.thread_entry e
            WHERE e.stream_id = f.fact_id AND e.name = 'investigation.contact-held.v1'
              AND e.facts ->> 'is_with_the_individual' = 'true' AND {_STANDS}) AS talks,
           (SELECT array_agg(DISTINCT e.facts ->> 'instrument_code')
            FROM reporting.thread_entry e
            WHERE e.stream_id = f.fact_id AND e.name = 'investigation.instrument-applied.v1'
              AND {_STANDS}) AS instruments,
           (SELECT array_agg(DISTINCT code)
            FROM reporting.figure_fact d, unnest(d.reason_codes) code
            WHERE d.kind = 'decision' AND d.parent_id = f.fact_id AND {KNOWN.format("d")}
           ) AS assessment
    FROM reporting.figure_fact f
    LEFT JOIN reporting.figure_fact i ON i.fact_id = f.parent_id AND {KNOWN.format("i")} {_PERSON}
    WHERE f.kind = 'investigation' AND f.case_type = ANY (%(children)s) AND {KNOWN.format("f")}
      AND {{which}}
    ORDER BY f.began_on, f.fact_id"""
WITHOUT_ASSESSMENT = f"""
    SELECT {_WHO} FROM reporting.figure_fact f {_PERSON}
    WHERE f.kind = 'intervention' AND f.is_needs_assessed IS FALSE AND {KNOWN.format("f")}
      AND {{which}}
    ORDER BY f.began_on, f.fact_id"""
CHAINS = """
    SELECT e.stream_id AS chain_id, e.thread_id, TRUE AS is_own,
           e.event_id, e.position, e.name, e.happened_on, e.recorded_at, e.facts
    FROM reporting.thread_entry e
    WHERE e.stream_id = ANY (%(ids)s) AND e.position <= %(known)s ORDER BY e.position"""
INTAKES = f"""
    SELECT {_WHO}, f.origin, f.reason_codes, f.outcome
    FROM reporting.figure_fact f {_PERSON}
    WHERE f.kind = 'intake' AND f.case_type = ANY (%(children)s) AND {KNOWN.format("f")}
      AND {{which}}
    ORDER BY f.began_on, f.fact_id"""
STATEMENTS: Mapping[Study, str] = {
    Study.INVESTIGATIONS: INVESTIGATIONS,
    Study.WITHOUT_ASSESSMENT: WITHOUT_ASSESSMENT,
    Study.INTAKES: INTAKES,
}
IN_PERIOD = "f.began_on BETWEEN %(first)s AND %(last)s"
OF_ONE = """f.fact_id IN (
    SELECT t.stream_id FROM reporting.thread_entry t
    WHERE t.thread_id = ANY (%(cleared)s)
      AND (t.thread_id = %(id)s OR t.stream_id = %(id)s OR t.person_id = %(id)s))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NusoRecord:
    """One matter as a study asks of it."""

    study: Study
    matter_id: UUID
    person_id: UUID
    values: Mapping[str, object]  # None where the field is not filled in


async def records_in(
    reader: Rows, study: Study, period: Period, children: Sequence[str], known: int
) -> Sequence[NusoRecord]:
    """Return the records of the study's matters that began in the period."""
    span = {"first": date(period.first_year, 1, 1), "last": date(period.last_year, 12, 31)}
    return await _read(reader, study, IN_PERIOD, {**span, **_asked(children, known)})


async def records_of(
    reader: Rows, any_id: UUID, cleared: Collection[UUID], children: Sequence[str], known: int
) -> Sequence[NusoRecord]:
    """Return the records of the ``cleared`` threads that a person, thread or matter is of."""
    asked = {"id": any_id, "cleared": [*cleared], **_asked(children, known)}
    return [found for study in Study for found in await _read(reader, study, OF_ONE, asked)]


def _asked(children: Sequence[str], known: int) -> Mapping[str, object]:
    return {"children": [*children], "known": known}


async def _read(
    reader: Rows, study: Study, which: str, asked: Mapping[str, object]
) -> Sequence[NusoRecord]:
    rows = await reader.rows(STATEMENTS[study].format(which=which), asked)
    if study is Study.WITHOUT_ASSESSMENT:
        rows = await _with_chains(reader, rows, asked)
    return [
        NusoRecord(
            study=study,
            matter_id=row["matter_id"],
            person_id=row["person_id"],
            values={**_of_person(row), **_OWN[study](row)},
        )
        for row in rows
    ]


async def _with_chains(
    reader: Rows, rows: Sequence[Mapping[str, Any]], asked: Mapping[str, object]
) -> Sequence[Mapping[str, Any]]:
    ids = [row["matter_id"] for row in rows]
    entries = await reader.rows(CHAINS, {"ids": ids, "known": asked["known"]})
    chains = {each.intervention_id: each for each in built(entries)}
    return [{**row, "chain": chains[row["matter_id"]]} for row in rows]


def _of_person(row: Mapping[str, Any]) -> Mapping[str, object]:
    birth_year, sex = row["birth_year"], row["sex"]
    return {
        "sex": None if sex in (None, "unknown") else sex,
        "age": None if birth_year is None else row["began_on"].year - birth_year,
    }


def _investigation(row: Mapping[str, Any]) -> Mapping[str, object]:
    return {
        "reasons": row["reason_codes"] or None,
        "known-before": None if row["one_id"] is None else row["is_known_before"],
        "talks": row["talks"],
        "instruments": row["instruments"] or None,
        "assessment": row["assessment"] or None,
        "result": row["outcome"],
    }


def _without_assessment(row: Mapping[str, Any]) -> Mapping[str, object]:
    chain: Chain = row["chain"]
    started, goals = chain.executed_on, attained(chain)
    return {
        "form": [each.method_code for each in chain.methods if each.method_code] or None,
        "unit": chain.unit,
        "start-month": None if started is None else f"{started:%Y-%m}",
        "result": None if goals in ("no-goal", "not-assessed") else goals,
    }


def _intake(row: Mapping[str, Any]) -> Mapping[str, object]:
    return {
        "origin": row["origin"],
        "reasons": row["reason_codes"] or None,
        "result": row["outcome"],
    }


_OWN = {
    Study.INVESTIGATIONS: _investigation,
    Study.WITHOUT_ASSESSMENT: _without_assessment,
    Study.INTAKES: _intake,
}
