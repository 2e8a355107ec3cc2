"""Watch lists as pages show them: rows, their words, and the counts as a chart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.reporting.api.charts import Chart, Series, Table, bars
from services.reporting.api.pages.words import BANDS, CLOCK_KINDS
from services.reporting.api.watch_lists import Band, Line
from services.reporting.api.watch_schemas import WatchLine
from shared.catalogue import Catalogue
from shared.kernel.shown import Shown

NOBODY_YET = "ingen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a watch list, in words."""

    name: str
    matter_id: UUID | None  # None: nobody's case, so there is no thread to follow
    band: str
    kind: str
    due_on: date
    left: str
    unit: str | None
    official: str | None


def rows_of(lines: Sequence[Line], law: Catalogue) -> list[Row]:
    """Return ``lines`` in words."""
    return [_row(WatchLine.of(line, law)) for line in lines]


def shown_by(lines: Sequence[Line]) -> Shown:
    """Return whom ``lines`` show."""
    return Shown.all_of(Shown.of(line.item.person_id, line.item.matter_id) for line in lines)


def counts_chart(counts: Sequence[Mapping[str, Any]]) -> Chart:
    """Return how many lines each official has, by how they stand."""
    found: Counter[tuple[str, str]] = Counter()
    for row in counts:
        found[row["official"] or NOBODY_YET, row["band"]] += row["items"]
    officials = sorted({official for official, _ in found})
    series = [
        Series(name=name.capitalize(), values=[found[official, band] for official in officials])
        for band, name in BANDS.items()
    ]
    total = sum(found.values())
    said = f"{total} rader hos {len(officials)} handläggare." if total else "Inget att bevaka."
    return bars(
        "watched",
        "Per handläggare",
        said,
        first="Handläggare",
        labels=officials,
        series=series,
    )


def table_of(rows: Sequence[Row]) -> Table:
    """Return ``rows`` as a table to take away."""
    return Table(
        headers=("Vad", "Läge", "Slag", "Sista dag", "Kvar", "Enhet", "Handläggare", "Ärende"),
        rows=[
            (
                row.name,
                BANDS[row.band],
                CLOCK_KINDS[row.kind],
                row.due_on.isoformat(),
                row.left,
                row.unit or "",
                row.official or "",
                str(row.matter_id or ""),
            )
            for row in rows
        ],
    )


def _row(line: WatchLine) -> Row:
    return Row(
        name=line.name,
        matter_id=line.matter_id if line.person_id else None,
        band=line.band.value,
        kind=line.kind,
        due_on=line.due_on,
        left=_left(line),
        unit=line.unit,
        official=line.official,
    )


def _left(line: WatchLine) -> str:
    """Return in words how long there is, or how long ago it was."""
    days = line.days_left
    if line.band is Band.AT_RISK and days <= 0:
        return "sedan i dag" if days == 0 else f"sedan {_days(-days)}"
    if days == 0:
        return "i dag"
    return _days(days) if days > 0 else f"{_days(-days)} över"


def _days(many: int) -> str:
    return "1 dag" if many == 1 else f"{many} dagar"
