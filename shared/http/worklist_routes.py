"""What robots do with a work list; each in its own paths, for each has a result of its own."""

import inspect
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from fastapi import Response

from shared.http.edge import Accepted, ChangeOf, EdgeRouter, ReadingOf, changes, creates, reads
from shared.http.schemas import Body
from shared.http.worklist_schemas import (
    ClaimAnswer,
    CompletedAnswer,
    FailBody,
    HandedBackAnswer,
    LeaseBody,
)
from shared.kernel.context import Actor
from shared.kernel.shown import Shown
from shared.kernel.store import Appended, Transaction
from shared.worklists.worklists import Claim, Worklist

Result = TypeVar("Result", bound=Body)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistRoutes(Generic[Result]):
    """A work list as robots see it.

    Args:
        title: Swedish, e.g. "Syskonkontroll".
        result: the body a robot completes with.
        finish: appends what the robot did; the claim is completed in the same transaction.
    """

    worklist: Worklist
    title: str
    result: type[Result]
    finish: Callable[[Transaction, Claim, Result, Actor, UUID], Awaitable[Appended]]


class _NothingToDo(Exception):  # noqa: N818
    """The list is empty: roll back, keep no answer, say 204."""


_EMPTY: dict[int | str, dict[str, Any]] = {204: {"description": "Det finns inget att göra."}}


class RobotRoutes(Generic[Result]):
    """What robots may do with one list."""

    def __init__(self, of: WorklistRoutes[Result]) -> None:
        self._of = of
        self._list = of.worklist

    def add_to(self, router: EdgeRouter, right: str) -> None:
        """Add the routes to ``router``, for those who have ``right``."""
        taken = creates(right, answer=ClaimAnswer) | {"responses": _EMPTY}
        renewed = changes(right, answer=ClaimAnswer, versioned=False)
        completed = changes(right, answer=CompletedAnswer, versioned=False)
        handed_back = changes(right, answer=HandedBackAnswer, versioned=False)
        for path, endpoint, method, how in (
            ("", self.claim, "POST", taken),
            ("/{claim_id}", self.read_claim, "GET", reads(right, answer=ClaimAnswer)),
            ("/{claim_id}/heartbeat", self.renew, "POST", renewed),
            ("/{claim_id}/complete", self._completing(), "POST", completed),
            ("/{claim_id}/fail", self.fail, "POST", handed_back),
            ("/{claim_id}/release", self.release, "POST", handed_back),
        ):
            add_route(router, self._of, f"/claims{path}", endpoint, {"methods": [method], **how})

    async def claim(self, body: LeaseBody, change: ChangeOf) -> Response:
        """Ta ut nästa arbete: {title}.

        Arbetet är robotens till den tid som svaret anger, och lämnas under tiden inte ut till
        någon annan. Är listan tom blir svaret 204, och samma Idempotency-Key kan användas igen.
        """

        async def work(tx: Transaction) -> Accepted:
            claim = await self._list.claim(tx, change.actor.subject, lease=_lease(body))
            if claim is None:
                raise _NothingToDo
            at = f"/worklists/{self._list.name}/claims/{claim.claim_id}"
            answer = ClaimAnswer.of(claim)
            return Accepted(shows=answer.shown(), body=answer, location=at)

        try:
            return await change.run(work)
        except _NothingToDo:
            return change.nothing()

    async def read_claim(self, claim_id: UUID, reading: ReadingOf) -> Response:
        """Läs ett uttag: {title}.

        Bara den som gjort uttaget kan läsa det, och bara så länge det gäller.
        """
        found = await self._list.read(reading.store, claim_id, reading.actor.subject)
        answer = ClaimAnswer.of(found)
        return await reading.one(answer, shows=answer.shown())

    async def renew(self, claim_id: UUID, body: LeaseBody, change: ChangeOf) -> Response:
        """Förnya ett uttag: {title}.

        Görs innan uttaget löper ut; ett uttag som löpt ut kan inte förnyas.
        """

        async def work(tx: Transaction) -> Accepted:
            subject = change.actor.subject
            claim = await self._list.heartbeat(tx, claim_id, subject, lease=_lease(body))
            answer = ClaimAnswer.of(claim)
            return Accepted(shows=answer.shown(), body=answer, stream_id=claim_id)

        return await change.run(work)

    async def fail(self, claim_id: UUID, body: FailBody, change: ChangeOf) -> Response:
        """Meddela att ett arbete misslyckats: {title}.

        Arbetet går tillbaka till listan. Har det misslyckats för många gånger väntar det i
        stället på en handläggare.
        """

        async def work(tx: Transaction) -> Accepted:
            subject = change.actor.subject
            is_parked = await self._list.fail(tx, claim_id, subject, reason=body.reason)
            return _handed_back(claim_id, is_parked=is_parked)

        return await change.run(work)

    async def release(self, claim_id: UUID, change: ChangeOf) -> Response:
        """Lämna tillbaka ett arbete ogjort: {title}.

        Räknas inte som ett misslyckande.
        """

        async def work(tx: Transaction) -> Accepted:
            await self._list.release(tx, claim_id, change.actor.subject)
            return _handed_back(claim_id, is_parked=False)

        return await change.run(work)

    def _completing(self) -> Callable[..., Coroutine[Any, Any, Response]]:
        result, finish = self._of.result, self._of.finish

        async def complete(claim_id: UUID, body: result, change: ChangeOf) -> Response:  # type: ignore[valid-type]  # known at run time only
            """Slutför ett arbete: {title}.

            Det som roboten har gjort blir en händelse med roboten som aktör. Ett uttag som löpt
            ut, eller som någon annan gjort, kan inte slutföras.
            """

            async def work(tx: Transaction) -> Accepted:
                async def finishing(claim: Claim) -> Appended:
                    return await finish(tx, claim, body, change.actor, change.request_id)

                subject = change.actor.subject
                appended = await self._list.complete(tx, claim_id, subject, finishing)
                shows = Shown.of(appended.person_id, appended.stream_id)
                answer = CompletedAnswer.of(claim_id, appended)
                return Accepted(shows=shows, stream_id=claim_id, body=answer)

            return await change.run(work)

        return complete


def add_route(
    router: EdgeRouter,
    of: WorklistRoutes[Any],
    path: str,
    endpoint: Callable[..., Any],
    how: dict[str, Any],
) -> None:
    """Add one route of a list; its docstring, with the list's title, is its description."""
    text = inspect.cleandoc(endpoint.__doc__ or "")
    router.add_api_route(
        f"/{of.worklist.name}{path}",
        endpoint,
        name=f"{endpoint.__name__}_{of.worklist.name.replace('-', '_')}",
        description=text.format(title=of.title.lower()),
        **how,
    )


def _handed_back(claim_id: UUID, *, is_parked: bool) -> Accepted:
    answer = HandedBackAnswer(claim_id=claim_id, is_parked=is_parked)
    return Accepted(shows=Shown.of(None, claim_id), body=answer)


def _lease(body: LeaseBody) -> timedelta:
    return timedelta(seconds=body.lease_seconds)
