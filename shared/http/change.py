"""A change, from the gate to the answer: one transaction, one answer, kept when it has a key."""

import json
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID, uuid5

from starlette.responses import Response

from shared.http.call import Call
from shared.http.links import link
from shared.http.looking import disclose
from shared.http.problems import Problem
from shared.http.schemas import Answer, Link, Resource
from shared.kernel.caller import Caller
from shared.kernel.clock import new_id
from shared.kernel.context import Actor, Context
from shared.kernel.decider import Decider
from shared.kernel.handling import handle
from shared.kernel.shown import NOBODY, Shown, Shows
from shared.kernel.store import Answer as KeptAnswer
from shared.kernel.store import Appended, Store, Transaction

State = TypeVar("State")
Command = TypeVar("Command")
Event = TypeVar("Event")

_IDS = UUID("5c1f8f2e-6b0e-5d8e-9a41-0f6f6c1f7a10")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What an accepted change led to, and whom its answer shows.

    ``location`` is a path within this API, e.g. ``/intakes/<id>``. Without a ``body`` the answer
    is a ``Changed``: id, event id and version.
    """

    shows: Shows
    stream_id: UUID | None = None
    version: int | None = None
    last_event_id: UUID | None = None
    body: Answer | None = None
    location: str | None = None

    @classmethod
    def of(
        cls, appended: Appended, *, body: Answer | None = None, location: str | None = None
    ) -> "Accepted":
        """Return what ``appended`` led to; it shows that stream, and whom it is about."""
        return cls(
            shows=Shown.of(appended.person_id, appended.stream_id),
            stream_id=appended.stream_id,
            version=appended.version,
            last_event_id=appended.last_event_id,
            body=body,
            location=location,
        )


class Change:
    """One change somebody asks for. Its transaction is begun, kept and committed here."""

    def __init__(self, call: Call, status: int) -> None:
        self._call = call
        self._status = status

    @property
    def caller(self) -> Caller:
        """The verified token."""
        return self._call.caller

    @property
    def actor(self) -> Actor:
        """Who acts; taken from the token only."""
        return self._call.caller.actor

    @property
    def request_id(self) -> UUID:
        """The id of this request: what caused its events."""
        return self._call.request_id

    @property
    def expected(self) -> int | None:
        """The version the caller has seen; None where none is asked for."""
        return self._call.expected

    @property
    def store(self) -> Store:
        """The service's store, to look something up before asking."""
        return self._call.edge.store

    async def closed(self, tx: Transaction, persons: Collection[UUID]) -> frozenset[UUID]:
        """Return those of ``persons`` who are protected, and closed to the caller."""
        return await self._call.edge.policy.closed(self.caller, persons, tx)

    def clear(self, persons: Iterable[UUID]) -> None:
        """Say that the route itself has ruled on ``persons``: the caller may be shown them."""
        self._call.clear(persons)

    def id_for(self, part: str) -> UUID:
        """Return the id of a new ``part``: the same when the same request is sent again."""
        if self._call.key is None:
            return new_id()
        return uuid5(_IDS, json.dumps([self.actor.client_id, self._call.key, part]))

    def context(
        self, *, thread_id: UUID, person_id: UUID | None = None, file_id: UUID | None = None
    ) -> Context:
        """Return the circumstances of what this request leads to."""
        return Context(
            actor=self.actor,
            thread_id=thread_id,
            causation_id=self.request_id,
            person_id=person_id,
            file_id=file_id,
        )

    async def handle(
        self, decider: Decider[State, Command, Event], stream_id: UUID, command: Command
    ) -> Response:
        """Decide on an existing stream at the version the caller has seen, and answer."""

        async def work(tx: Transaction) -> Accepted:
            appended = await handle(
                tx,
                decider,
                stream_id,
                command,
                actor=self.actor,
                causation_id=self.request_id,
                expected=self.expected,
            )
            return Accepted.of(appended)

        return await self.run(work)

    async def run(self, work: Callable[[Transaction], Awaitable[Accepted]]) -> Response:
        """Do ``work`` once in one transaction, and answer; again with the same key, only answer.

        A refusal is not kept: the same key may be used again when the reason is gone.

        Raises:
            Problem: 422, the key has been used for another request.
        """
        key, client_id = self._call.key, self.actor.client_id
        async with self.store.transaction() as tx:
            kept = None if key is None else await tx.kept_answer(client_id, key)
            answer = kept or self._answer(await work(tx))
            if answer.digest != self._call.digest:
                detail = "Idempotency-Key har redan använts för en annan begäran."
                raise Problem(422, "idempotency-key-reused", detail)
            if key is not None and kept is None:
                await tx.keep_answer(client_id, key, answer)
            await disclose(self._call, answer.shows, tx)
        return _response(answer, {"idempotency-replayed": "true"} if kept else {})

    def nothing(self) -> Response:
        """Answer that there was nothing to do, which shows nobody."""
        self._call.shows = NOBODY
        return Response(status_code=204)

    def _answer(self, accepted: Accepted) -> KeptAnswer:
        base, headers = self._call.base, {"content-type": "application/json"}
        if accepted.location is not None:
            headers["location"] = f"{base}{accepted.location}"
        if accepted.version is not None:
            headers["etag"] = f'"{accepted.version}"'
        body = _body(accepted, self._self_link(accepted))
        return KeptAnswer(
            digest=self._call.digest,
            status=self._status,
            headers=headers,
            body=body,
            shows=accepted.shows,
        )

    def _self_link(self, accepted: Accepted) -> Link:
        """Return the way to what was made or changed; without one, to the change itself."""
        path = self._call.scope["path"]
        head, found, _ = path.partition(str(accepted.stream_id))
        thing = accepted.location or (head + found if found else None)
        href = f"{self._call.base}{thing or path}"
        return Link(rel="self", href=href, method="GET" if thing else "POST")


def _body(accepted: Accepted, own: Link) -> bytes:
    body = accepted.body
    if isinstance(body, Resource) and not body.links:
        body = body.model_copy(update={"links": (own,)})
    if body is not None:
        return body.model_dump_json().encode()
    changed = {
        "id": str(accepted.stream_id),
        "eventId": str(accepted.last_event_id),
        "version": accepted.version,
        "_links": [link(own.rel, own.href, own.method)],
    }
    return json.dumps(changed, separators=(",", ":")).encode()


def _response(answer: KeptAnswer, extra: Mapping[str, str]) -> Response:
    return Response(answer.body, answer.status, {**answer.headers, **extra})
