"""The route of the words beside the reasons for delay: interventions in, texts out."""

from uuid import UUID

from fastapi.responses import Response
from pydantic import Field

from services.interventions.application.delay_texts import DelayText, delay_texts
from shared.http.edge import EdgeRouter, ReadingOf, searches
from shared.http.fields import SAMPLE_ID
from shared.http.schemas import Answer, Body, Resource
from shared.kernel.sealed import Sealer
from shared.kernel.shown import Shown


class DelayTextsBody(Body):
    """Vilka insatser i en rapport som ska få sina skäl i text."""

    intervention_ids: tuple[UUID, ...] = Field(
        title="Insatser", min_length=1, max_length=500, examples=[[SAMPLE_ID]]
    )


class DelayTextItem(Answer):
    """Skälet för ett dröjsmål, i text."""

    intervention_id: UUID = Field(title="Insatsen", examples=[SAMPLE_ID])
    explained_by: UUID = Field(title="Händelsen med skälets kod", examples=[SAMPLE_ID])
    text: str = Field(title="Skälet", max_length=100_000, examples=["En tredje familj utreds."])

    @classmethod
    def of(cls, each: DelayText) -> "DelayTextItem":
        """Return what is shown of ``each``."""
        return cls(
            intervention_id=each.intervention_id, explained_by=each.explained_by, text=each.text
        )


class DelayTextsAnswer(Resource):
    """Skälen för dröjsmål i text, att lägga till när en rapport lämnas."""

    texts: tuple[DelayTextItem, ...] = Field(title="Texter")


def delay_routes(sealer: Sealer) -> EdgeRouter:
    """Return the route, bound to where file keys come from."""
    router = EdgeRouter(tags=["Texter"])

    @router.post("/delay-texts", **searches("interventions:handle", answer=DelayTextsAnswer))
    async def read_delay_texts(body: DelayTextsBody, reading: ReadingOf) -> Response:
        """Läs skälen för dröjsmål i text, för en rapport om ej verkställda beslut.

        En läsning som är POST för att många frågas om på en gång.
        """
        found = await delay_texts(reading.store, sealer, body.intervention_ids)
        answer = DelayTextsAnswer(texts=tuple(map(DelayTextItem.of, found)))
        shows = Shown.all_of(Shown.of(each.person_id, each.intervention_id) for each in found)
        return await reading.one(answer, shows=shows)

    return router
