"""What reporting answers about flow: view data for charts and the tables beside them."""

from pydantic import Field

from services.reporting.application.flow import Flow, FlowAsked
from services.reporting.domain.flow import Spread, Stage, Week
from services.reporting.domain.projection import AHEAD, DRAWS, FEWEST, METHOD, Coming
from shared.http.schemas import Answer, Day, Resource


class FlowWeek(Answer):
    """En vecka: vad som kom och gick, och vilka som väntade när den tog slut."""

    starts_on: Day = Field(title="Veckans måndag", examples=["2026-03-02"])
    opened: int = Field(title="Öppnade", examples=[7])
    assigned: int = Field(title="Tilldelade", examples=[5])
    closed: int = Field(title="Avslutade", examples=[6])
    queue: int = Field(title="Utan handläggare vid veckans slut", examples=[12])
    median_wait: float | None = Field(title="Median för väntan, dagar", examples=[9.5])
    longest_wait: int | None = Field(title="Längsta väntan, dagar", examples=[31])

    @classmethod
    def of(cls, week: Week) -> "FlowWeek":
        """Return what is shown of ``week``."""
        return cls(
            starts_on=week.starts_on,
            opened=week.opened,
            assigned=week.assigned,
            closed=week.closed,
            queue=week.queue,
            median_wait=week.median_wait,
            longest_wait=week.longest_wait,
        )


class FlowSpread(Answer):
    """Hur lång tid något tog, för dem som det kan sägas om."""

    count: int = Field(title="Antal", examples=[42])
    median_days: float | None = Field(title="Median, dagar", examples=[14.0])
    ninth_decile_days: float | None = Field(title="Nio av tio tog högst, dagar", examples=[35.0])

    @classmethod
    def of(cls, spread: Spread) -> "FlowSpread":
        """Return what is shown of ``spread``."""
        return cls(
            count=spread.count,
            median_days=spread.median,
            ninth_decile_days=spread.ninth_decile,
        )


class FlowStage(Answer):
    """Tiden i ett skede, för dem som lämnade det under tiden."""

    stage: Stage = Field(
        title="Skede",
        description="`waiting`: öppnat till handläggare. `working`: handläggare till sista "
        "kontakt. `finishing`: sista kontakt till avslut. `whole`: öppnat till avslut.",
        examples=["waiting"],
    )
    time: FlowSpread = Field(title="Tid")


class FlowComing(Answer):
    """Kön vid slutet av en kommande vecka."""

    starts_on: Day = Field(title="Veckans måndag", examples=["2026-06-01"])
    low: float = Field(title="En av tio dragningar ligger under", examples=[4.0])
    median: float = Field(title="Median", examples=[11.0])
    high: float = Field(title="En av tio dragningar ligger över", examples=[19.0])

    @classmethod
    def of(cls, coming: Coming) -> "FlowComing":
        """Return what is shown of ``coming``."""
        return cls(
            starts_on=coming.starts_on, low=coming.low, median=coming.median, high=coming.high
        )


class FlowProjection(Answer):
    """Framskrivning av kön, med metod och intervall."""

    method: str = Field(title="Metod", max_length=1024, examples=[METHOD])
    weeks_used: int = Field(title="Veckor som underlag", examples=[26])
    fewest_weeks: int = Field(title="Minst så många veckor krävs", examples=[FEWEST])
    draws: int = Field(title="Dragningar", examples=[DRAWS])
    weeks: tuple[FlowComing, ...] = Field(
        title="Kommande veckor", description=f"{AHEAD} veckor; inga om underlaget är för litet."
    )


class FlowAnswer(Resource):
    """Flödet under en tid: kön, tiden i varje skede, in- och utflöde, och kön framöver."""

    kind: str = Field(title="Slag av ärende", max_length=32, examples=["investigation"])
    case_type: str | None = Field(title="Ärendetyp", max_length=64, examples=["child-concern"])
    from_on: Day = Field(title="Från och med", examples=["2026-01-01"])
    until_on: Day = Field(title="Till och med", examples=["2026-06-30"])
    known_position: int = Field(title="Känt till och med position", examples=[17])
    weeks: tuple[FlowWeek, ...] = Field(title="Hela veckor")
    stages: tuple[FlowStage, ...] = Field(title="Tid i varje skede")
    finishing_within: FlowSpread = Field(
        title="Sista kontakt till avslut, avslutade inom fyra månader"
    )
    finishing_over: FlowSpread = Field(
        title="Sista kontakt till avslut, avslutade efter mer än fyra månader"
    )
    projection: FlowProjection = Field(title="Framskrivning")

    @classmethod
    def of(cls, asked: FlowAsked, found: Flow) -> "FlowAnswer":
        """Return the flow that was found."""
        return cls(
            kind=asked.kind,
            case_type=asked.case_type,
            from_on=asked.first,
            until_on=asked.last,
            known_position=found.known_position,
            weeks=tuple(FlowWeek.of(each) for each in found.weeks),
            stages=tuple(
                FlowStage(stage=stage, time=FlowSpread.of(spread))
                for stage, spread in found.stages.items()
            ),
            finishing_within=FlowSpread.of(found.finishing_within),
            finishing_over=FlowSpread.of(found.finishing_over),
            projection=FlowProjection(
                method=METHOD,
                weeks_used=max(0, len(found.weeks) - 1),
                fewest_weeks=FEWEST,
                draws=DRAWS,
                weeks=tuple(FlowComing.of(each) for each in found.coming),
            ),
        )
