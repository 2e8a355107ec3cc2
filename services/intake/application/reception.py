"""Receiving what is handed in: one transaction for the report, its persons and their matters."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.intake.application import attachments
from services.intake.application.asking import Asking
from services.intake.application.handed_in import Arrival
from services.intake.application.people import People, identify
from services.intake.application.person_register import PersonRegister, identity_file, tell
from services.intake.application.receipts import Receipt
from services.intake.application.receiving import command_to_receive
from services.intake.application.refusals import NotOfCaseType, UnknownGuardianship
from services.intake.domain.intake.commands import OpenIntake
from services.intake.domain.intake.rules import INTAKE
from services.intake.domain.report.rules import REPORT
from services.intake.domain.report.submission import Attachment, Submission
from shared.catalogue import Catalogue
from shared.kernel.files import file_of, file_of_matter
from shared.kernel.handling import begin
from shared.kernel.sealed import Sealer
from shared.kernel.store import Appended, Transaction

REPORT_GROUP = "report"
"""What a report's own file is derived from; it is opened through the persons' files only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    """One person's matter, and what will hold it together."""

    intake_id: UUID
    person_id: UUID
    thread_id: UUID
    file_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Where everything will be kept."""

    people: People
    report_id: UUID
    matters: Sequence[_Matter]

    @property
    def report_file(self) -> UUID:
        return file_of(self.report_id, REPORT_GROUP)

    def thread_of(self, person_id: UUID) -> UUID:
        """Return the thread of the person's matter; the first one's for those without."""
        own = (each.thread_id for each in self.matters if each.person_id == person_id)
        return next(own, self.matters[0].thread_id)


class Reception:
    """Receives reports, applications and requests; what arrives is never half kept."""

    def __init__(self, *, sealer: Sealer, register: PersonRegister, catalogue: Catalogue) -> None:
        self._sealer = sealer
        self._register = register
        self._catalogue = catalogue

    async def receive(self, tx: Transaction, asking: Asking, arrival: Arrival) -> Receipt:
        """Keep what arrived and open its matters; answer with what the sender may know.

        Raises:
            UnknownCode, NotInForce: a code was not valid on the day of arrival.
            NotOfCaseType, SamePersonTwice, UnknownGuardianship: it contradicts itself.
            Refusal: a rule of the report refused; nothing was kept.
        """
        self._require_codes(arrival)
        _require_guardianships(arrival)
        plan = self._plan(asking, await identify(tx, self._register, asking, arrival))
        sealed = await self._seal(asking, plan)
        submission = _submission(plan.people, [attachment for attachment, _ in sealed])
        reported = await _report(tx, asking, plan, submission)
        await attachments.keep(tx, plan.report_id, sealed)
        await _tell_register(tx, asking, plan)
        for matter in plan.matters:
            await self._open(tx, asking, plan, matter, reported)
        return Receipt(
            receipt_id=plan.report_id,
            received_at=asking.at,
            event_id=reported.event_ids[1],  # the one that holds the digest
            digest=submission.digest,
            salt=submission.salt,
        )

    def _require_codes(self, arrival: Arrival) -> None:
        on = arrival.received_on
        case_type = self._catalogue.case_type(arrival.case_type, on)
        if arrival.origin not in case_type.origins:
            raise NotOfCaseType
        for code in arrival.reason_codes:
            of_types = self._catalogue.reason("intake", code, on).case_types
            if of_types and arrival.case_type not in of_types:
                raise NotOfCaseType
        if arrival.reporter and arrival.reporter.mandate_code is not None:
            self._catalogue.mandate(arrival.reporter.mandate_code, on)

    def _plan(self, asking: Asking, people: People) -> _Plan:
        concerned = people.person_ids[: people.arrival.matter_count]
        matters = [
            _Matter(
                intake_id=asking.id_for(f"intake-{place}"),
                person_id=person_id,
                thread_id=asking.id_for(f"thread-{place}"),
                file_id=file_of_matter(asking.id_for(f"intake-{place}")),
            )
            for place, person_id in enumerate(concerned)
        ]
        return _Plan(people=people, report_id=asking.id_for("report"), matters=matters)

    async def _seal(self, asking: Asking, plan: _Plan) -> Sequence[tuple[Attachment, bytes]]:
        holders = [each.file_id for each in plan.matters]
        new = [identity_file(person_id) for person_id in plan.people.candidates]
        await self._sealer.share(plan.report_file, holders, beside=new)
        key = await self._sealer.key(plan.report_file)
        files = plan.people.arrival.files
        ids = [asking.id_for(f"attachment-{place}") for place in range(len(files))]
        return attachments.seal(key, list(zip(ids, files, strict=True)))

    async def _open(
        self, tx: Transaction, asking: Asking, plan: _Plan, matter: _Matter, reported: Appended
    ) -> None:
        arrival = plan.people.arrival
        reporter = arrival.reporter
        command = OpenIntake(
            intake_id=matter.intake_id,
            person_id=matter.person_id,
            report_id=plan.report_id,
            origin=arrival.origin,
            case_type=arrival.case_type,
            reason_codes=arrival.reason_codes,
            received_on=arrival.received_on,
            is_danger_reported=arrival.is_danger_reported,
            is_feedback_requested=bool(reporter and reporter.is_feedback_requested),
            catalogue_version=self._catalogue.version,
        )
        context = asking.context(
            thread_id=matter.thread_id,
            person_id=matter.person_id,
            file_id=matter.file_id,
            because=reported.event_ids[0],
        )
        await begin(tx, INTAKE, matter.intake_id, command, context)


def _require_guardianships(arrival: Arrival) -> None:
    places = [place for guardian in arrival.guardians for place in guardian.child_places]
    if any(place >= len(arrival.persons) for place in places):
        raise UnknownGuardianship


def _submission(people: People, files: Sequence[Attachment]) -> Submission:
    arrival, salt = people.arrival, secrets.token_hex(16)
    return Submission(
        form=arrival.form,
        text=arrival.text,
        persons=people.details(),
        guardians=people.guardian_details(),
        attachments=tuple(files),
        digest=hashlib.sha256(f"{salt}{arrival.document}".encode()).hexdigest(),
        salt=salt,
    )


async def _tell_register(tx: Transaction, asking: Asking, plan: _Plan) -> None:
    people, on = plan.people, asking.on
    news = {**people.news_of_guardians(on), **people.news_of_persons(plan.report_id, on)}
    for person_id, commands in news.items():
        context = asking.context(
            thread_id=plan.thread_of(person_id),
            person_id=person_id,
            file_id=identity_file(person_id),
        )
        await tell(tx, person_id, commands, context)


async def _report(
    tx: Transaction, asking: Asking, plan: _Plan, submission: Submission
) -> Appended:
    person_ids = plan.people.person_ids
    context = asking.context(
        thread_id=plan.matters[0].thread_id,
        person_id=person_ids[0] if len(person_ids) == 1 else None,
        file_id=plan.report_file,
    )
    command = command_to_receive(plan.people.arrival, plan.report_id, asking.on, submission)
    return await begin(tx, REPORT, plan.report_id, command, context)
