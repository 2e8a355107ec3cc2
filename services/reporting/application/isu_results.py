"""Results of systematic follow-up for a group, read as known at a position of the ledger."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.reporting.application.figures.asking import THRESHOLDS
from services.reporting.application.figures.columns import KNOWN
from services.reporting.application.granted import Rows
from services.reporting.application.isu import built
from services.reporting.domain.figures.cube import UNKNOWN
from services.reporting.domain.figures.periods import Period
from services.reporting.domain.isu.chain import Chain
from services.reporting.domain.isu.results import Followed, Result, age_band, results, returned
from shared.catalogue import Catalogue
from shared.kernel.clock import civil_date

BEGUN = f"""
    WITH asked AS (
        SELECT f.fact_id FROM reporting.figure_fact f
        WHERE f.kind = 'intervention' AND {KNOWN.format("f")}
          AND f.executed_on BETWEEN %(first)s AND %(last)s
    ), opened AS (
        SELECT e.stream_id, e.thread_id, CAST(e.facts ->> 'investigation_id' AS uuid) AS before_id
        FROM reporting.thread_entry e JOIN asked a ON a.fact_id = e.stream_id
        WHERE e.name = 'interventions.opened.v1' AND e.position <= %(known)s
    )
    SELECT o.stream_id AS chain_id, o.thread_id, e.stream_id = o.stream_id AS is_own,
           e.event_id, e.position, e.name, e.happened_on, e.recorded_at, e.facts
    FROM opened o JOIN reporting.thread_entry e ON e.stream_id IN (o.stream_id, o.before_id)
    WHERE e.position <= %(known)s ORDER BY e.position"""
PERSONS = f"""
    SELECT p.person_id, p.one_id, p.sex, p.birth_year, p.district_code
    FROM reporting.figure_person p
    WHERE p.person_id = ANY (%(persons)s) AND {KNOWN.format("p")}"""
CAME = f"""
    SELECT p.one_id, f.began_on FROM reporting.figure_fact f
    JOIN reporting.figure_person p ON p.person_id = f.person_id AND {KNOWN.format("p")}
    WHERE f.kind = 'intake' AND {KNOWN.format("f")} AND p.one_id = ANY (%(ones)s)"""
SEEN_ON = """
    SELECT registered_at FROM store.ledger WHERE position <= %(known)s
    ORDER BY position DESC LIMIT 1"""

METHOD_TEXT = (
    "Underlaget är insatser som verkställdes under perioden. En insats räknas under varje metod "
    "som har använts i den, och under varje insatsorsak. Ålder är den ålder personen fyller det "
    "år insatsen verkställdes. Förändring är första mätningen efter minus sista mätningen före, "
    "för dem som har båda; den visas som medelvärde och som median med 95 procents intervall ur "
    "ordningsstatistik (teckentest), som inte förutsätter någon fördelning. Återkomst är en ny "
    "aktualisering inom tiden efter avslutet; för tidigt betyder att tiden inte har gått än."
)
WARNINGS = (
    "Tabellen visar inte vilken metod som är bäst. De som har fått olika metoder kan skilja sig "
    "åt från början, i behov, svårighet och vilja att delta.",
    "Den som avbröt eller aldrig mättes efteråt ingår inte i förändringen. Det kan få en metod "
    "att se bättre eller sämre ut än den är.",
    "En förändring kan bero på annat än insatsen, till exempel tid, mognad eller andra insatser. "
    "Den som mår som sämst vid starten mår ofta bättre senare även utan insats.",
    "Intervall som överlappar varandra säger inte att metoderna är lika bra, och flera "
    "jämförelser samtidigt ger skillnader av en slump.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsAsked:
    """Of which years, divided how, for whom, and as known when."""

    period: Period
    division: str | None
    audience: str  # internal or public
    known: int

    @property
    def threshold(self) -> int:
        """Under how many a number is kept back."""
        return THRESHOLDS[self.audience]


async def isu_results(reader: Rows, law: Catalogue, asked: ResultsAsked) -> Sequence[Result]:
    """Return what the interventions begun in the period came to."""
    followed = await _followed(reader, law, asked)
    return results(followed, asked.division, asked.threshold)


async def _followed(reader: Rows, law: Catalogue, asked: ResultsAsked) -> Sequence[Followed]:
    period, known = asked.period, {"known": asked.known}
    span = {"first": date(period.first_year, 1, 1), "last": date(period.last_year, 12, 31)}
    chains = built(await reader.rows(BEGUN, {**span, **known}))
    persons = await _persons(reader, [each.person_id for each in chains], known)
    ones = [each["one_id"] for each in persons.values()]
    came: dict[UUID, list[date]] = defaultdict(list)
    for row in await reader.rows(CAME, {"ones": ones, **known}):
        came[row["one_id"]].append(row["began_on"])
    seen = await reader.rows(SEEN_ON, known)
    seen_on = civil_date(seen[0]["registered_at"]) if seen else span["first"]
    return [_one(law, each, persons.get(each.person_id, {}), came, seen_on) for each in chains]


async def _persons(
    reader: Rows, person_ids: Sequence[UUID], known: Mapping[str, int]
) -> Mapping[UUID, Mapping[str, Any]]:
    rows = await reader.rows(PERSONS, {"persons": [*person_ids], **known})
    return {row["person_id"]: row for row in rows}


def _one(
    law: Catalogue,
    chain: Chain,
    person: Mapping[str, Any],
    came: Mapping[UUID, Sequence[date]],
    seen_on: date,
) -> Followed:
    begun_on = chain.executed_on or chain.begins_on
    return Followed(
        chain=chain,
        sex=person.get("sex") or UNKNOWN,
        age=age_band(person.get("birth_year"), begun_on),
        place=person.get("district_code") or UNKNOWN,
        ends_as=_ends_as(law, chain),
        returned=returned(chain, came.get(person.get("one_id", chain.person_id), ()), seen_on),
    )


def _ends_as(law: Catalogue, chain: Chain) -> str:
    if chain.ended_on is None or chain.ending_reason_code is None:
        return "ongoing"
    reason = law.reason("ending", chain.ending_reason_code, chain.ended_on)
    return reason.ends_as.value if reason.ends_as else "other"
