"""The person register's two questions: is this person known, and who is this pseudonym."""

from uuid import UUID

from fastapi import Response

from services.intake.api.answers import FoundAnswer, PersonAnswer
from services.intake.api.people import SearchBody
from services.intake.application.person_register import PersonRegister, readable_number
from services.intake.application.reading import Reader
from shared.http.edge import EdgeRouter, ReadingOf, reads, searches
from shared.kernel.clock import today
from shared.kernel.shown import Shown

HANDLE = "intake:handle"


def person_routes(register: PersonRegister, reader: Reader) -> EdgeRouter:
    """Return the routes of the person register."""
    router = EdgeRouter(tags=["Personregister"])

    @router.post("/person-searches", **searches(HANDLE, answer=FoundAnswer))
    async def search_person(body: SearchBody, reading: ReadingOf) -> Response:
        """Sök en person efter nummer.

        En läsning som är POST för att personnummer aldrig ska stå i en adress, en logg eller
        ett spår. Bara nummer är sökbegrepp (15 § förordning 2001:637), och ändamålet anges. Den
        som är skyddad hittas bara av dem som har släppts in. Sökningen ändrar inget.
        """
        number = readable_number(body.number, today())
        found = await register.find(reading.store, number) if number else None
        is_closed = found is not None and await reading.closed([found])
        seen = None if is_closed else found
        return await reading.one(FoundAnswer(person_id=seen), shows=Shown.of(seen, seen))

    @router.get("/persons/{person_id}", **reads(HANDLE, answer=PersonAnswer))
    async def read_person(person_id: UUID, reading: ReadingOf) -> Response:
        """Läs vem en pseudonym är."""
        identity = await reader.identity(reading.store, person_id)
        shows = Shown.of(person_id, person_id)
        return await reading.one(PersonAnswer.of(person_id, identity), shows=shows)

    return router
