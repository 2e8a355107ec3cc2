"""What a person, a guardian or a party is given: asked for, masked, decided, delivered, listed."""

from collections.abc import Awaitable, Callable
from itertools import islice
from uuid import UUID

from fastapi import Response

from services.intake.api.disclosure_answers import (
    DisclosureAnswer,
    DisclosureItem,
    MaskItem,
    masks_of,
)
from services.intake.api.disclosure_bodies import (
    AddMaskBody,
    DecideDisclosureBody,
    DeliverPacketBody,
    LiftMaskBody,
    OpenDisclosureBody,
)
from services.intake.api.submission_routes import asking_of
from services.intake.application.disclosed import About, known, stream_of
from services.intake.application.disclosing import Disclosing
from services.intake.application.recipients import pseudonyms
from services.intake.projections.disclosures import DISCLOSURES, DisclosureRow
from shared.catalogue import Catalogue
from shared.http.edge import (
    Accepted,
    Change,
    ChangeOf,
    EdgeRouter,
    ListingOf,
    ReadingOf,
    changes,
    creates,
    lists,
    reads,
)
from shared.kernel.clock import today
from shared.kernel.shown import NOTHING, Shown
from shared.kernel.store import Appended, Transaction

RIGHT = "intake:disclose"
DISCLOSING = "Registerutdrag och partsinsyn"
READ_MODEL = "disclosures"


def disclosure_routes(disclosing: Disclosing, catalogue: Catalogue) -> EdgeRouter:
    """Return the routes of disclosures, in each person's own path."""
    router = EdgeRouter(prefix="/persons/{person_id}/disclosures", tags=[DISCLOSING])

    @router.get("", **lists(RIGHT, item=DisclosureItem))
    async def list_disclosures(person_id: UUID, reading: ListingOf) -> Response:
        """Lista vad som har lämnats ut om en person, till vem och när; det senaste först."""
        await reading.at_least(READ_MODEL)
        ids = await pseudonyms(reading.store, person_id)
        wanted = DISCLOSURES.select().where(DISCLOSURES.c.person_id.in_(ids))
        ordered = wanted.order_by(DISCLOSURES.c.opened_on.desc(), DISCLOSURES.c.disclosure_id)
        page = ordered.limit(reading.page.fetch).offset(reading.page.offset)
        items = [DisclosureItem.of(DisclosureRow(**row)) for row in await reading.store.rows(page)]
        about = Shown.of(person_id, person_id)
        return await reading.listing(items, shows=DisclosureItem.shown, about=about)

    @router.post("", **creates(RIGHT))
    async def open_disclosure(
        person_id: UUID, body: OpenDisclosureBody, change: ChangeOf
    ) -> Response:
        """Påbörja ett registerutdrag (GDPR artikel 15) eller partsinsyn (10 § förvaltningslagen).

        Driften tar sedan fram reglernas maskningar med `propose-masks`.
        """
        wanted = body.wanted(change.id_for("disclosure"))

        async def work(tx: Transaction) -> Accepted:
            made = await disclosing.open(tx, asking_of(change), person_id, wanted)
            return Accepted.of(made, location=_place(About(person_id, wanted.disclosure_id)))

        return await change.run(work)

    @router.get("/{disclosure_id}", **reads(RIGHT, answer=DisclosureAnswer))
    async def read_disclosure(
        person_id: UUID, disclosure_id: UUID, reading: ReadingOf
    ) -> Response:
        """Läs ett utlämnande."""
        about = About(person_id, disclosure_id)
        version = (await stream_of(reading.store, about)).version
        answer = DisclosureAnswer.of(await known(reading.store, about))
        return await reading.one(answer, shows=answer.disclosure.shown(), version=version)

    @router.get("/{disclosure_id}/masks", **lists(RIGHT, item=MaskItem))
    async def list_masks(person_id: UUID, disclosure_id: UUID, reading: ListingOf) -> Response:
        """Lista maskningarna: vad som hålls inne, på vilken grund, och vad som har hävts."""
        state = await known(reading.store, About(person_id, disclosure_id))
        first = reading.page.offset
        page = islice(masks_of(state, catalogue, today()), first, first + reading.page.fetch)
        about = Shown.of(person_id, disclosure_id)
        return await reading.listing(list(page), shows=lambda _: NOTHING, about=about)

    add_changes(router, disclosing)
    return router


def add_changes(router: EdgeRouter, disclosing: Disclosing) -> None:
    """Add the routes that change a disclosure that exists."""

    @router.post("/{disclosure_id}/add-mask", **changes(RIGHT))
    async def add_mask(
        person_id: UUID, disclosure_id: UUID, body: AddMaskBody, change: ChangeOf
    ) -> Response:
        """Håll inne en uppgift som ingen regel har tagit med."""
        about, wanted = About(person_id, disclosure_id), body.wanted()
        return await _run(change, lambda tx: disclosing.add(tx, asking_of(change), about, wanted))

    @router.post("/{disclosure_id}/lift-mask", **changes(RIGHT))
    async def lift_mask(
        person_id: UUID, disclosure_id: UUID, body: LiftMaskBody, change: ChangeOf
    ) -> Response:
        """Lämna ut en uppgift trots att en regel eller någon annan har hållit inne den.

        Var en skyddad person finns lämnas aldrig ut.
        """
        about, asking = About(person_id, disclosure_id), asking_of(change)
        return await _run(
            change,
            lambda tx: disclosing.lift(tx, asking, about, body.mask_id, body.reason_code),
        )

    @router.post("/{disclosure_id}/decide", **changes(RIGHT))
    async def decide_disclosure(
        person_id: UUID, disclosure_id: UUID, body: DecideDisclosureBody, change: ChangeOf
    ) -> Response:
        """Besluta vad som lämnas ut och vad som hålls inne, inom delegationsordningen.

        Hålls något inne ska beslutet motiveras; mottagaren får motiveringen och hur beslutet
        överklagas. Driften upprättar sedan paketet med `make-packet`.
        """
        about, asking = About(person_id, disclosure_id), asking_of(change)
        return await _run(change, lambda tx: disclosing.decide(tx, asking, about, body.reasons))

    @router.post("/{disclosure_id}/deliver", **changes(RIGHT))
    async def deliver_packet(
        person_id: UUID, disclosure_id: UUID, body: DeliverPacketBody, change: ChangeOf
    ) -> Response:
        """Anteckna att paketet är utlämnat: till vem, hur och när.

        Manifestets hash ska vara det upprättade paketets. Till en skyddad person lämnas det bara
        genom förmedlingsadressen.
        """
        about, given = About(person_id, disclosure_id), body.delivery()
        return await _run(
            change, lambda tx: disclosing.deliver(tx, asking_of(change), about, given)
        )


async def _run(change: Change, ask: Callable[[Transaction], Awaitable[Appended]]) -> Response:
    async def work(tx: Transaction) -> Accepted:
        return Accepted.of(await ask(tx))

    return await change.run(work)


def _place(about: About) -> str:
    return f"/persons/{about.person_id}/disclosures/{about.disclosure_id}"
