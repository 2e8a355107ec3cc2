"""Routes of NUSO's field sets: HTTP in, fields with their values or what is missing out."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from services.reporting.api.clock_routes import KnownPosition
from services.reporting.api.figure_routes import InPeriod
from services.reporting.api.nuso_schemas import NusoCompletenessAnswer, NusoRecordsAnswer
from services.reporting.application.figures.asking import THRESHOLDS, position_asked
from services.reporting.application.nuso import records_in, records_of
from services.reporting.domain.figures.periods import Period
from services.reporting.domain.nuso import Study, completeness
from services.reporting.projections.figure_keeping import FIGURE_FACTS
from shared.catalogue import catalogue
from shared.http.edge import EdgeRouter, ReadingOf, reads
from shared.kernel.clock import today
from shared.kernel.refusal import NotFound
from shared.kernel.shown import NOBODY, Shown

READ = "reporting:read"
InStudy = Annotated[
    Study, Query(description="Delstudie. Utelämnas: utredningar.", examples=["investigations"])
]


def nuso_routes() -> EdgeRouter:
    """Return the routes of NUSO."""
    router = EdgeRouter(tags=["ISU"])

    @router.get("/nuso-records/{any_id}", **reads(rights=READ, answer=NusoRecordsAnswer))
    async def read_nuso_records(
        any_id: UUID, reading: ReadingOf, known_position: KnownPosition = None
    ) -> Response:
        """Läs en persons, en tråds eller ett ärendes uppgifter så som SKR:s NUSO frågar om dem.

        Ett fält har sitt värde, eller säger vad som saknas. Ärendena är aktualiseringar och
        utredningar om barn, och insatser utan behovsprövning.
        """
        await reading.at_least(FIGURE_FACTS.name)
        known = await position_asked(reading.store, known_position, FIGURE_FACTS.name)
        cleared = reading.call.clearance.threads
        found = await records_of(reading.store, any_id, cleared, child_types(), known)
        closed = await reading.closed({each.person_id for each in found})
        seen = [each for each in found if each.person_id not in closed]
        if not seen:
            raise NotFound
        shows = Shown.all_of(Shown.of(each.person_id, each.matter_id) for each in seen)
        return await reading.one(NusoRecordsAnswer.of(any_id, seen), shows=shows)

    @router.get("/nuso-completeness", **reads(rights=READ, answer=NusoCompletenessAnswer))
    async def read_nuso_completeness(
        reading: ReadingOf,
        study: InStudy = Study.INVESTIGATIONS,
        period: InPeriod = None,
        known_position: KnownPosition = None,
    ) -> Response:
        """Läs hur kompletta en delstudies uppgifter är, fält för fält.

        Ärenden som började under perioden. Små tal hålls inne.
        """
        await reading.at_least(FIGURE_FACTS.name)
        known = await position_asked(reading.store, known_position, FIGURE_FACTS.name)
        wanted, least = Period.parse(period or str(today().year - 1)), THRESHOLDS["internal"]
        found = await records_in(reading.store, study, wanted, child_types(), known)
        counted = completeness(study, [each.values for each in found], least)
        many = None if 0 < len(found) < least else len(found)
        asked = (str(wanted), known, least)
        answer = NusoCompletenessAnswer.of(study, asked, many, counted)
        return await reading.one(answer, shows=NOBODY)

    return router


def child_types() -> list[str]:
    """Return the case types about children, as the catalogue has them."""
    found = catalogue().tables.case_types.items()
    return [code for code, wordings in found if wordings[-1].is_about_children]
