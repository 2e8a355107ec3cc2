"""The route of a person's own log: who has looked, in which role, when and why."""

from uuid import UUID

from fastapi.responses import Response

from services.reporting.api.look_schemas import PersonLook
from services.reporting.application.looks import looks_at
from shared.http.edge import EdgeRouter, ListingOf, lists
from shared.kernel.shown import NOTHING, Shown

REVIEW = "reporting:review"


def look_routes() -> EdgeRouter:
    """Return the route of the extract."""
    router = EdgeRouter(prefix="/persons", tags=["Åtkomstlogg"])

    @router.get("/{person_id}/access-log", **lists(rights=REVIEW, item=PersonLook))
    async def list_looks(person_id: UUID, reading: ListingOf) -> Response:
        """Lista åtkomster till uppgifter om en person, den senaste först.

        Utdraget kan lämnas till personen själv: roll och enhet, när och varför. Vem som har gjort
        en anmälan framgår inte, och inte vad annat som visades samtidigt (26 kap. 5 § OSL). Är
        ett ärende hemligt för personen ska det prövas innan utdraget lämnas ut.
        """
        page = reading.page
        found = await looks_at(reading.store, person_id, limit=page.fetch, offset=page.offset)
        items = [PersonLook.of(each) for each in found]
        about = Shown.of(person_id, person_id)
        return await reading.listing(items, shows=lambda _: NOTHING, about=about)

    return router
