"""Routes of corrections: the same five for every kind of matter, each in its own paths."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Response

from shared.corrections.correcting import Asked, Corrections, Done
from shared.corrections.facts import facts_of
from shared.corrections.refusals import MovedToUnknown
from shared.eventstore.codec import Codec
from shared.http.correction_schemas import (
    AnnulBody,
    ApproveBody,
    CorrectBody,
    CorrectedAnswer,
    DisputeBody,
    FactsAnswer,
)
from shared.http.edge import Accepted, Change, ChangeOf, EdgeRouter, ReadingOf, changes, reads
from shared.kernel.clock import today
from shared.kernel.moving import FACT
from shared.kernel.refusal import NotFound
from shared.kernel.sealed import Sealer
from shared.kernel.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Correctables:
    """One kind of matter whose facts can be corrected.

    Args:
        path: of a matter, ``/interventions/{intervention_id}``.
        title: the kind in Swedish, "insats".
        began: the events of which one stands in, or has been annulled in, every such stream.
    """

    path: str
    title: str
    tag: str
    rights: tuple[str, ...]
    body: type[CorrectBody]
    corrections: Corrections
    began: tuple[type, ...]


def correction_routes(of: Correctables, codec: Codec, sealer: Sealer) -> EdgeRouter:
    """Return the routes of one kind of matter."""
    router = EdgeRouter(tags=[of.tag])
    for path, endpoint, method, how in (
        ("/facts", _reading(of, codec, sealer), "GET", reads(of.rights, answer=FactsAnswer)),
        ("/correct-fact", _correcting(of), "POST", changes(of.rights, answer=CorrectedAnswer)),
        ("/annul-fact", _annulling(of), "POST", changes(of.rights, answer=CorrectedAnswer)),
        ("/approve-correction", _approving(of), "POST", _change(of)),
        ("/dispute-fact", _disputing(of), "POST", changes(of.rights)),
    ):
        text = inspect.cleandoc(endpoint.__doc__ or "").format(title=of.title)
        name = f"{endpoint.__name__}_of_{of.path.split('/')[1]}"
        router.add_api_route(
            f"{of.path}{path}", endpoint, methods=[method], name=name, description=text, **how
        )
    return router


def _change(of: Correctables) -> dict[str, Any]:
    return changes(of.rights, answer=CorrectedAnswer)


def _id_of(of: Correctables) -> Any:
    return Path(alias=of.path.rpartition("{")[2].rstrip("}"))


def _reading(of: Correctables, codec: Codec, sealer: Sealer) -> Callable[..., Any]:
    async def read_facts(matter_id: Annotated[UUID, _id_of(of)], reading: ReadingOf) -> Response:
        """Läs uppgifterna som de registrerades och som de gäller: {title}.

        Rättelser, annulleringar och den enskildes påpekanden står bredvid uppgiften, med
        motivering, vem som registrerade dem och vem som godkände.
        """
        stream = await reading.store.read(matter_id)
        if not any(isinstance(each.event, of.began) for each in stream.recorded):
            raise NotFound
        answer = FactsAnswer.of(await facts_of(stream, codec, sealer))
        return await reading.one(answer, shows=stream.shown, version=stream.version)

    return read_facts


def _correcting(of: Correctables) -> Callable[..., Any]:
    async def correct_fact(
        matter_id: Annotated[UUID, _id_of(of)],
        body: of.body,  # type: ignore[name-defined]  # known at run time only
        change: ChangeOf,
    ) -> Response:
        """Rätta en uppgift som registrerats fel: {title}.

        Båda uppgifterna bevaras. Svaret säger vad rättelsen ändrar: frister, listor, lämnade
        rapporter och siffror. Vissa rättelser väntar på att någon annan godkänner dem.
        """

        async def work(tx: Transaction, asked: Asked) -> Done:
            wrong, facts = body.wrong(), body.facts()
            if await change.closed(tx, [facts[FACT]] if FACT in facts else []):
                raise MovedToUnknown
            return await of.corrections.correct(tx, matter_id, wrong, facts, asked)

        return await _run(change, of, matter_id, work)

    return correct_fact


def _annulling(of: Correctables) -> Callable[..., Any]:
    async def annul_fact(
        matter_id: Annotated[UUID, _id_of(of)], body: AnnulBody, change: ChangeOf
    ) -> Response:
        """Annullera det som registrerats av misstag, eller en rättelse: {title}.

        Händelsen finns kvar och kan läsas, men räknas inte.
        """

        async def work(tx: Transaction, asked: Asked) -> Done:
            return await of.corrections.annul(tx, matter_id, body.wrong(), asked)

        return await _run(change, of, matter_id, work)

    return annul_fact


def _approving(of: Correctables) -> Callable[..., Any]:
    async def approve_correction(
        matter_id: Annotated[UUID, _id_of(of)], body: ApproveBody, change: ChangeOf
    ) -> Response:
        """Godkänn en rättelse som någon annan har registrerat: {title}."""

        async def work(tx: Transaction, asked: Asked) -> Done:
            return await of.corrections.approve(tx, matter_id, body.event_id, asked)

        return await _run(change, of, matter_id, work)

    return approve_correction


def _disputing(of: Correctables) -> Callable[..., Any]:
    async def dispute_fact(
        matter_id: Annotated[UUID, _id_of(of)], body: DisputeBody, change: ChangeOf
    ) -> Response:
        """Anteckna att den enskilde anser att en uppgift är fel: {title}.

        14 kap. 6 § socialtjänstlagen. Uppgiften gäller som förut; påpekandet står bredvid den.
        """

        async def work(tx: Transaction) -> Accepted:
            await _require_one(tx, of, matter_id)
            disputed = of.corrections.dispute(
                tx, matter_id, body.event_id, body.view, _asked(change)
            )
            return Accepted.of(await disputed)

        return await change.run(work)

    return dispute_fact


async def _run(
    change: Change,
    of: Correctables,
    matter_id: UUID,
    ask: Callable[[Transaction, Asked], Awaitable[Done]],
) -> Response:
    async def work(tx: Transaction) -> Accepted:
        await _require_one(tx, of, matter_id)
        done = await ask(tx, _asked(change))
        return Accepted.of(done.appended, body=CorrectedAnswer.of(done))

    return await change.run(work)


async def _require_one(tx: Transaction, of: Correctables, matter_id: UUID) -> None:
    stream = await tx.read(matter_id)
    if not any(isinstance(each.event, of.began) for each in stream.recorded):
        raise NotFound


def _asked(change: Change) -> Asked:
    return Asked(
        actor=change.actor,
        causation_id=change.request_id,
        expected=change.expected,
        today=today(),
    )
