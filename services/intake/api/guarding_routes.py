"""Who may see a person: protection, the list of each case, and what an emergency opens."""

from uuid import UUID

from fastapi import Response

from services.intake.api import guarding_queries as queries
from services.intake.api.guarding_schemas import (
    AdmissionBody,
    BreakGlassBody,
    GlassAnswer,
    GlassBrokenAnswer,
    GlassItem,
    GuardedMatterItem,
    LiftProtectionBody,
    MarkProtectionBody,
    ReviewGlassBody,
    SidesBody,
)
from services.intake.api.submission_routes import asking_of
from services.intake.application.guarding import OPEN_FOR, Glass, ask, mark_protection
from services.intake.domain.person.commands import PersonCommand
from shared.access.cases import CasePolicy
from shared.contracts.intake import GlassFinding
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
from shared.kernel.shown import Shown
from shared.kernel.store import Transaction

HANDLE, GUARD, BREAK = "intake:handle", "intake:guard", "intake:break-glass"
TAG = "Skyddade personer"


def guarding_routes(policy: CasePolicy) -> EdgeRouter:
    """Return the routes that say who may see a person."""
    router = EdgeRouter(tags=[TAG])

    async def tell(change: Change, person_id: UUID, command: PersonCommand) -> Response:
        async def work(tx: Transaction) -> Accepted:
            return Accepted.of(await ask(tx, asking_of(change), person_id, command))

        return await change.run(work)

    @router.post("/persons/{person_id}/mark-protection", **changes(HANDLE, versioned=False))
    async def mark(person_id: UUID, body: MarkProtectionBody, change: ChangeOf) -> Response:
        """Anteckna personskydd: sekretessmarkering, skyddad folkbokföring, fingerade uppgifter.

        Från och med nu ses personen bara av dem som står på varje ärendes lista. De som i dag
        ansvarar för ärendena står kvar; enhetschefen ändrar listan därefter.
        """

        async def work(tx: Transaction) -> Accepted:
            asking = asking_of(change)
            return Accepted.of(await mark_protection(tx, asking, person_id, body.wanted()))

        return await change.run(work)

    @router.post("/persons/{person_id}/lift-protection", **changes(GUARD, versioned=False))
    async def lift(person_id: UUID, body: LiftProtectionBody, change: ChangeOf) -> Response:
        """Häv ett personskydd."""
        return await tell(change, person_id, body.to_command(change.actor.subject, today()))

    @router.post("/persons/{person_id}/admit-official", **changes(GUARD, versioned=False))
    async def admit(person_id: UUID, body: AdmissionBody, change: ChangeOf) -> Response:
        """Släpp in en handläggare i ett ärende om en skyddad person."""
        return await tell(change, person_id, body.to_admit(change.actor.subject, today()))

    @router.post("/persons/{person_id}/remove-official", **changes(GUARD, versioned=False))
    async def remove(person_id: UUID, body: AdmissionBody, change: ChangeOf) -> Response:
        """Uteslut en handläggare ur ett ärende om en skyddad person."""
        return await tell(change, person_id, body.to_remove(change.actor.subject, today()))

    @router.post("/persons/{person_id}/mark-sides", **changes(HANDLE, versioned=False))
    async def mark_sides(person_id: UUID, body: SidesBody, change: ChangeOf) -> Response:
        """Ange om en närstående står på en annan sida.

        Den som står på en annan sida visas inte bland de närstående som kan få del av något.
        """
        return await tell(change, person_id, body.to_command(change.actor.subject, today()))

    @router.get("/guarded-matters", **lists(GUARD, item=GuardedMatterItem))
    async def list_guarded_matters(reading: ListingOf) -> Response:
        """Lista enhetens ärenden om skyddade personer, för att släppa in handläggare.

        Visar att ärendet finns och vilka som har släppts in, inget annat.
        """
        viewer = policy.viewer(reading.caller, GUARD)
        found = await queries.guarded_matters(reading.store, viewer, reading.page)
        reading.clear(row.person_id for row in found)
        return await reading.listing(found, shows=GuardedMatterItem.shown)

    return router


def glass_routes(of: Glass) -> EdgeRouter:
    """Return the routes of emergency openings, bound to ``of``."""
    router = EdgeRouter(prefix="/glass-breakings", tags=[TAG])

    @router.post("", **creates(BREAK, answer=GlassBrokenAnswer))
    async def break_glass(body: BreakGlassBody, change: ChangeOf) -> Response:
        """Gör en nödöppning.

        Öppnar personens ärenden för den som gör den, i fyra timmar. Enhetschefen får genast en
        granskning att göra. Personen anges med nummer eller pseudonym.
        """
        asking = asking_of(change)
        wanted = body.wanted(change.id_for("glass"))
        person_id = await of.person(change.store, wanted, asking.on)
        change.clear([person_id])

        async def work(tx: Transaction) -> Accepted:
            broken = await of.break_(tx, asking, person_id, wanted)
            answer = GlassBrokenAnswer(
                glass_id=wanted.glass_id,
                person_id=person_id,
                event_id=broken.last_event_id,
                until_at=asking.at + OPEN_FOR,
            )
            return Accepted.of(broken, body=answer)

        return await change.run(work)

    @router.get("", **lists(GUARD, item=GlassItem))
    async def list_glass_breakings(reading: ListingOf) -> Response:
        """Lista nödöppningar att granska, den äldsta först.

        De som gjorts i den egna enheten, och de som gjorts av enhetschefer; aldrig de egna.
        """
        await reading.at_least(queries.GLASS)
        found = await queries.to_review(reading.store, reading.actor, reading.page)
        reading.clear(row.person_id for row in found)
        items = [GlassItem.of(row) for row in found]
        return await reading.listing(items, shows=GlassItem.shown)

    @router.get("/{glass_id}", **reads(GUARD, answer=GlassAnswer))
    async def read_glass_breaking(glass_id: UUID, reading: ReadingOf) -> Response:
        """Läs en nödöppning, med skälet i klartext."""
        row = await queries.glass(reading.store, glass_id)
        queries.require_reviewer(reading.actor, row)
        reading.clear([row.person_id])
        reason = await of.reason(reading.store, row)
        answer = GlassAnswer(
            glass=GlassItem.of(row),
            reason=reason,
            finding=GlassFinding(row.finding) if row.finding else None,
        )
        return await reading.one(answer, shows=Shown.of(row.person_id, glass_id))

    @router.post("/{glass_id}/review", **changes(GUARD, versioned=False))
    async def review(glass_id: UUID, body: ReviewGlassBody, change: ChangeOf) -> Response:
        """Granska en nödöppning, om det fanns skäl för den.

        Aldrig av den som gjorde den.
        """
        row = await queries.glass(change.store, glass_id)
        queries.require_reviewer(change.actor, row)
        change.clear([row.person_id])

        async def work(tx: Transaction) -> Accepted:
            return Accepted.of(await of.review(tx, asking_of(change), row, body.finding))

        return await change.run(work)

    return router
