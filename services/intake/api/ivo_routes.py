"""The route of identities for IVO: pseudonyms in, identities in IVO's form out."""

from uuid import UUID

from fastapi import Response
from pydantic import Field

from services.intake.application.ivo_identities import (
    IdentityState,
    IvoIdentity,
    ivo_identities,
)
from services.intake.application.reading import Reader
from shared.access.cases import CasePolicy
from shared.http.edge import EdgeRouter, ReadingOf, searches
from shared.http.fields import SAMPLE_ID
from shared.http.schemas import Answer, Body, Resource
from shared.kernel.shown import Shown


class IvoIdentitiesBody(Body):
    """Vilka pseudonymer i en rapport som ska få sin identitet."""

    person_ids: tuple[UUID, ...] = Field(
        title="Pseudonymer", min_length=1, max_length=500, examples=[[SAMPLE_ID]]
    )


class IvoIdentityItem(Answer):
    """Identiteten för en pseudonym."""

    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    state: IdentityState = Field(
        title="Läge",
        description="Skyddade personuppgifter skrivs aldrig ut; de anges i rapportens "
        "informationsfält.",
        examples=["written"],
    )
    identity: str | None = Field(
        title="Identitet i IVO:s form", max_length=16, examples=["19880209-T050"]
    )

    @classmethod
    def of(cls, each: IvoIdentity) -> "IvoIdentityItem":
        """Return what is shown of ``each``."""
        return cls(person_id=each.person_id, state=each.state, identity=each.text)


class IvoIdentitiesAnswer(Resource):
    """Identiteter i IVO:s form, att lägga till när en rapport lämnas."""

    identities: tuple[IvoIdentityItem, ...] = Field(title="Identiteter")


def ivo_routes(reader: Reader, policy: CasePolicy) -> EdgeRouter:
    """Return the route, bound to the register and to the policy, which knows who is protected."""
    router = EdgeRouter(tags=["Personregister"])

    @router.post("/ivo-identities", **searches("intake:handle", answer=IvoIdentitiesAnswer))
    async def read_ivo_identities(body: IvoIdentitiesBody, reading: ReadingOf) -> Response:
        """Läs identiteter i IVO:s form för en rapport om ej verkställda beslut.

        En läsning som är POST för att många frågas om på en gång. Den som har skyddade
        personuppgifter maskeras, också för den som har släppts in i ärendet.
        """
        masked = await policy.protected(body.person_ids, reading.store)
        found = await ivo_identities(reading.store, reader, body.person_ids, masked)
        answer = IvoIdentitiesAnswer(identities=tuple(map(IvoIdentityItem.of, found)))
        seen = (None if each.person_id in masked else each.person_id for each in found)
        shows = Shown.all_of(map(Shown.of, seen, body.person_ids))
        return await reading.one(answer, shows=shows)

    return router
