"""The flow as its page shows it: three charts, each with its figures as a table."""

from collections.abc import Sequence
from datetime import date

from services.reporting.api.charts import Band, Chart, Interval, Series, bars, intervals, lines
from services.reporting.application.flow import Flow
from services.reporting.domain.flow import Spread, Stage

STAGES = {
    Stage.WAITING: "Öppnat till handläggare",
    Stage.WORKING: "Handläggare till sista kontakt",
    Stage.FINISHING: "Sista kontakt till avslut",
    Stage.WHOLE: "Öppnat till avslut",
}


def passing(found: Flow) -> Chart:
    """Return what came and what went, week by week."""
    weeks = found.weeks
    opened, closed = (sum(w.opened for w in weeks), sum(w.closed for w in weeks))
    return bars(
        "passing",
        "In- och utflöde per vecka",
        f"{opened} öppnade och {closed} avslutade på {len(weeks)} veckor.",
        first="Veckan från",
        labels=[_week(each.starts_on) for each in weeks],
        series=[
            Series(name="Öppnade", values=[each.opened for each in weeks]),
            Series(name="Tilldelade", values=[each.assigned for each in weeks]),
            Series(name="Avslutade", values=[each.closed for each in weeks]),
        ],
    )


def queue(found: Flow) -> Chart:
    """Return who waited for an official, week by week, and the weeks to come."""
    weeks, coming = found.weeks, found.coming
    mondays = [*(each.starts_on for each in weeks), *(each.starts_on for each in coming)]
    behind, ahead = [None] * len(weeks), [None] * len(coming)
    said = f"{weeks[-1].queue} väntade när den sista veckan tog slut." if weeks else "Inga veckor."
    if coming:
        last = coming[-1]
        said += (
            f" Om {len(coming)} veckor väntas {last.median:.0f},"
            f" troligen mellan {last.low:.0f} och {last.high:.0f}."
        )
    low, high = ([each.low for each in coming], [each.high for each in coming])
    return lines(
        "queue",
        "Utan handläggare vid veckans slut",
        said,
        first="Veckan från",
        labels=[_week(monday) for monday in mondays],
        series=[
            Series(name="Väntade", values=[*(each.queue for each in weeks), *ahead]),
            Series(name="Framskrivning", values=[*behind, *(each.median for each in coming)]),
        ],
        band=Band(name="Intervall", low=[*behind, *low], high=[*behind, *high]),
    )


def times(found: Flow) -> Chart:
    """Return how long each stage took, for those who left it."""
    told: Sequence[tuple[str, Spread]] = [
        *((name, found.stages[stage]) for stage, name in STAGES.items()),
        ("Sista kontakt till avslut, inom fyra månader", found.finishing_within),
        ("Sista kontakt till avslut, över fyra månader", found.finishing_over),
    ]
    rows = [
        Interval(name=name, count=each.count, middle=each.median, high=each.ninth_decile)
        for name, each in told
        if each.median is not None and each.ninth_decile is not None
    ]
    return intervals(
        "times",
        "Tid i varje skede",
        "Dagar för dem som lämnade skedet under tiden. Strecket är medianen; nio av tio ryms i"
        " stapeln.",
        first="Skede",
        unit="Dagar",
        rows=rows,
        heads=("Hälften inom", "Nio av tio inom"),
    )


def _week(monday: date) -> str:
    return monday.isoformat()[2:]
