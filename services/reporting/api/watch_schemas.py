"""What reporting answers of watch lists."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import Field

from services.reporting.api.schemas import SAMPLE_ID
from services.reporting.api.watch_lists import Band, Line
from shared.catalogue import Catalogue
from shared.catalogue.clocks import ClockKind
from shared.http.schemas import Answer, Day, Resource
from shared.kernel.shown import Shown

KIND = "`hard`: något förfaller. `statutory`: lagbrott. `soft`: mål."


class WatchLine(Answer):
    """En rad i bevakningslistan: en frist, eller något som blivit liggande."""

    id: str = Field(
        title="Radens identitet",
        max_length=128,
        examples=[f"preliminary-assessment:{SAMPLE_ID}"],
    )
    rule: str = Field(title="Regel", max_length=64, examples=["preliminary-assessment"])
    name: str = Field(title="Namn", max_length=256, examples=["Förhandsbedömning"])
    band: Band = Field(title="Läge", examples=["due"])
    kind: ClockKind = Field(title="Slag", description=KIND, examples=["statutory"])
    thread_id: UUID = Field(title="Trådens identitet", examples=[SAMPLE_ID])
    matter_id: UUID = Field(title="Ärendets identitet", examples=[SAMPLE_ID])
    person_id: UUID | None = Field(title="Pseudonym", examples=[SAMPLE_ID])
    unit: str | None = Field(title="Enhet", max_length=64, examples=["barn-norr"])
    official: str | None = Field(title="Handläggare", max_length=128, examples=["handlaggare-7"])
    since_on: Day = Field(
        title="Löper sedan", description="För en risk: när den uppstod.", examples=["2026-03-02"]
    )
    due_on: Day = Field(
        title="Slut",
        description="För en risk: slutet på den frist som hotas, annars dagen den uppstod.",
        examples=["2026-03-16"],
    )
    days_left: int = Field(
        title="Dagar kvar till slutet", description="Negativt när det passerat.", examples=[3]
    )

    @classmethod
    def of(cls, line: Line, law: Catalogue) -> "WatchLine":
        """Return what is shown of ``line``."""
        item = line.item
        return cls(
            id=item.item_id,
            rule=item.rule,
            name=name_of(item.rule, item.is_risk, law),
            band=line.band,
            kind=item.kind,
            thread_id=item.thread_id,
            matter_id=item.matter_id,
            person_id=item.person_id,
            unit=item.unit,
            official=item.official,
            since_on=item.shown_from,
            due_on=item.due_on,
            days_left=line.days_left,
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown.of(self.person_id, self.matter_id)


def name_of(rule: str, is_risk: bool, law: Catalogue) -> str:
    """Return the rule's name in its last wording; a rule that is gone is called by its code."""
    table: Mapping[str, Sequence[Any]] = law.tables.risks if is_risk else law.tables.clocks
    return str(table[rule][-1].name) if rule in table else rule


class WatchCount(Answer):
    """Hur många rader en handläggare har av ett slag, i ett läge."""

    unit: str | None = Field(title="Enhet", max_length=64, examples=["barn-norr"])
    official: str | None = Field(title="Handläggare", max_length=128, examples=["handlaggare-7"])
    kind: ClockKind = Field(title="Slag", description=KIND, examples=["statutory"])
    band: Band = Field(title="Läge", examples=["due"])
    within: int | None = Field(
        title="Inom så många dagar",
        description="Närmaste steget; saknas för det som passerat eller är i riskzonen.",
        examples=[7],
    )
    items: int = Field(title="Antal", examples=[4])


class WatchCounts(Resource):
    """Bevakningslistan i tal, sedd från en dag."""

    on: Day = Field(title="Dagen det ses från", examples=["2026-03-13"])
    known_position: int | None = Field(
        title="Känt till och med position", description="Saknas: det som gäller nu.", examples=[17]
    )
    steps: tuple[int, ...] = Field(title="Steg i dagar", examples=[[0, 3, 7, 14, 30]])
    counts: tuple[WatchCount, ...] = Field(title="Antal")
