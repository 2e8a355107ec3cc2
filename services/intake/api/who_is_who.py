"""Routes that say who is who: a new number, two pseudonyms that are one, and the way back."""

from uuid import UUID

from fastapi import Response
from pydantic import Field

from services.intake.api.fields import ClaimedNumber
from services.intake.api.submission_routes import asking_of
from services.intake.application.person_register import readable_number
from services.intake.application.who_is_who import WhoIsWho
from shared.http.edge import Accepted, ChangeOf, EdgeRouter, changes
from shared.http.fields import SAMPLE_ID, Code
from shared.http.schemas import Body, Day
from shared.kernel.clock import today
from shared.kernel.refusal import Refusal
from shared.kernel.store import Transaction

RIGHT = "intake:handle"


class NumberUnreadable(Refusal):
    """What was written is no personal or coordination number."""

    code = "number-unreadable"
    detail = "Numret är inte ett giltigt person- eller samordningsnummer."


class ChangeNumberBody(Body):
    """Byt nummer, eller identifiera den som inget nummer hade."""

    number: ClaimedNumber = Field(title="Nytt nummer", examples=["200001052380"])
    changed_on: Day = Field(title="Bytt", examples=["2026-03-02"])
    reason_code: Code = Field(title="Orsak", examples=["identified"])


class MergeBody(Body):
    """För samman med en annan person."""

    into_person_id: UUID = Field(
        title="Personen som blir kvar", strict=False, examples=[SAMPLE_ID]
    )
    reason_code: Code = Field(title="Orsak", examples=["registered-twice"])


class ReverseMergeBody(Body):
    """Häv en sammanföring."""

    reason_code: Code = Field(title="Orsak", examples=["not-the-same"])


def who_is_who_routes(who: WhoIsWho) -> EdgeRouter:
    """Return the routes, bound to the register."""
    router = EdgeRouter(prefix="/persons/{person_id}", tags=["Personregister"])

    @router.post("/change-number", **changes(RIGHT))
    async def change_number(person_id: UUID, body: ChangeNumberBody, change: ChangeOf) -> Response:
        """Byt nummer på en person, eller identifiera den som inget hade.

        De tidigare numren hittar fortfarande personen. Hör numret till någon annan i registret
        kan de två föras samman.
        """

        async def work(tx: Transaction) -> Accepted:
            number = readable_number(body.number, today())
            if number is None:
                raise NumberUnreadable
            asking, on, code = asking_of(change), body.changed_on, body.reason_code
            return Accepted.of(await who.change_number(tx, asking, person_id, number, on, code))

        return await change.run(work)

    @router.post("/merge", **changes(RIGHT))
    async def merge_persons(person_id: UUID, body: MergeBody, change: ChangeOf) -> Response:
        """För samman personen med en annan: de är en och samma.

        Ärendena behåller sin pseudonym; läsningar, syskon, frister och sökning följer
        sammanföringen, och blir som förut om den hävs.
        """

        async def work(tx: Transaction) -> Accepted:
            into, code = body.into_person_id, body.reason_code
            return Accepted.of(await who.merge(tx, asking_of(change), person_id, into, code))

        return await change.run(work)

    @router.post("/reverse-merge", **changes(RIGHT))
    async def reverse_merge(person_id: UUID, body: ReverseMergeBody, change: ChangeOf) -> Response:
        """Häv en sammanföring: de är två personer."""

        async def work(tx: Transaction) -> Accepted:
            asking, code = asking_of(change), body.reason_code
            return Accepted.of(await who.reverse(tx, asking, person_id, code))

        return await change.run(work)

    return router
