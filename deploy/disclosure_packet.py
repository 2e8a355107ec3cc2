"""Making a packet: what the rules keep back of the material, and the files as they were decided.

Made again from the same decisions the files are the same, byte for byte: everything is read up to
the position that the masks were proposed at, and nothing in them says when they were made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from deploy import disclosure_tables as facts
from deploy import disclosure_words as words
from deploy.disclosure_circle import circle_of, require_let_in
from deploy.disclosure_draft import DRAFT, masks_table, proposed_mask
from deploy.disclosure_material import Keeper, Material
from deploy.personal_file import proof_of
from services.intake.application.packets import disclosure, operator
from services.intake.application.recipients import pseudonyms
from services.intake.domain.disclosure.commands import ProposeMasks
from services.intake.domain.disclosure.events import (
    DisclosureDecided,
    DisclosureReasonsKept,
    MaskAdded,
    ProposedMask,
)
from services.intake.domain.disclosure.refusals import DisclosureNotDecided
from services.intake.domain.disclosure.state import Disclosure
from shared.catalogue import Catalogue
from shared.contracts.intake_disclosures import DisclosureKind
from shared.eventstore.opening import opened
from shared.kernel.clock import civil_date, now
from shared.kernel.context import Recorded
from shared.packet.contents import Contents, Proof, Section, Table
from shared.packet.masking import CONTENT, Mask, masked
from shared.packet.proposing import persons_in, propose
from shared.proofs.reading import Statement, latest

_SIGNED_AT = """
    SELECT number, tree_size, root_hash, chain_hash, epoch, made_at, note FROM store.checkpoint
    WHERE tree_size = %(size)s ORDER BY number LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules keep back, the working copy of it, and everybody whom that shows."""

    command: ProposeMasks
    draft: Contents
    persons: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Packets:
    """Proposes masks, and makes what was decided."""

    keeper: Keeper
    catalogue: Catalogue

    async def proposal(self, disclosure_id: UUID, by: str) -> Proposal:
        """Return what the rules keep back at the last checkpoint, and the working copy.

        Raises:
            NoSuchDisclosure: there is none.
            NotLetIn: somebody in it is protected, and ``by`` is on no list of theirs.
            NotSignedYet: there is no checkpoint.
        """
        known = await disclosure(self.keeper.intake, disclosure_id)
        ids = await pseudonyms(self.keeper.intake, known.opened.person_id)
        await require_let_in(self.keeper, ids, operator(by))
        signed = await latest(self.keeper.intake)
        material = await self._material(known, ids, signed.tree_size)
        circle = await circle_of(self.keeper, known, ids)
        seen = persons_in(material.sections) | {each.person_id for each in circle.related}
        await require_let_in(self.keeper, seen, operator(by))
        made_at = now()
        masks = [proposed_mask(disclosure_id, each) for each in propose(material.sections, circle)]
        command = ProposeMasks(
            known_position=signed.tree_size,
            person_ids=tuple(ids),
            recipient_ids=tuple(sorted(circle.recipients)),
            masks=tuple(masks),
            retention=await facts.retained(self.keeper, self.catalogue, ids, civil_date(made_at)),
            catalogue_version=self.catalogue.version,
            on=civil_date(made_at),
            by=by,
        )
        draft = Contents(
            title=f"Arbetsmaterial: {words.TITLES[known.opened.kind].lower()}",
            purpose="draft",
            person_id=known.opened.person_id,
            made_at=made_at,
            sections=material.sections,
            statements=DRAFT,
            tables=[masks_table(masks, material, self.catalogue, command)],
            known_position=signed.tree_size,
            attachments=await self._attachments(material, ()),
            checkpoint=signed.note,
        )
        return Proposal(command, draft, seen | frozenset(ids))

    async def contents(self, disclosure_id: UUID, by: str) -> Contents:
        """Return the packet as it was decided.

        Raises:
            NoSuchDisclosure: there is none.
            DisclosureNotDecided: nobody has decided yet.
            NotLetIn: the person is protected, and ``by`` is on no list of theirs.
            MaskHitsNothing: a mask is of nothing in the material.
        """
        known = await disclosure(self.keeper.intake, disclosure_id)
        proposed, decided = known.proposed, known.decided
        if proposed is None or decided is None:
            raise DisclosureNotDecided
        await require_let_in(self.keeper, proposed.person_ids, operator(by))
        material = await self._material(known, proposed.person_ids, proposed.known_position)
        masks = [self._mask(each, known) for each in known.masks.values()]
        shown, withheld = masked(material.sections, masks)
        recorded, reasons = await self._decision(disclosure_id)
        signed = await self._signed_at(proposed.known_position)
        without = {each.event_id for each in masks if each.path == CONTENT}
        return Contents(
            title=words.TITLES[known.opened.kind],
            purpose=known.opened.kind.value,
            person_id=known.opened.person_id,
            made_at=recorded.recorded_at,
            sections=shown,
            statements=words.statements(known, reasons, self.catalogue),
            tables=await self._tables(known, material, shown),
            withheld=withheld,
            known_position=proposed.known_position,
            attachments=await self._attachments(material, without),
            checkpoint=signed.note,
            proofs=await self._proofs(shown, proposed.known_position),
        )

    async def _material(self, known: Disclosure, ids: Sequence[UUID], position: int) -> Material:
        return await self.keeper.material(await self.keeper.scope(known, ids, position))

    def _mask(self, mask: ProposedMask | MaskAdded, known: Disclosure) -> Mask:
        assert known.decided is not None
        on = known.decided.decided_on
        ground = self.catalogue.reason("masking", mask.ground_code, on)
        return Mask(
            event_id=mask.event_id,
            path=mask.path,
            passages=[(each.first, each.end) for each in mask.passages],
            ground=self.catalogue.citation(ground.bases[0], on),
            why=ground.name,
        )

    async def _decision(self, disclosure_id: UUID) -> tuple[Recorded[Any], str | None]:
        stream = await self.keeper.intake.read(disclosure_id)
        clear = await opened(stream, self.keeper.intake.codec, self.keeper.vault)
        (decided,) = [each for each in clear if isinstance(each.event, DisclosureDecided)]
        words_of = [e.event.reasons for e in clear if isinstance(e.event, DisclosureReasonsKept)]
        return decided, words_of[-1] if words_of else None

    async def _signed_at(self, size: int) -> Statement:
        (row,) = await self.keeper.intake.rows(_SIGNED_AT, {"size": size})
        return Statement(**row)

    async def _tables(
        self, known: Disclosure, material: Material, shown: Sequence[Section]
    ) -> Sequence[Table]:
        proposed, decided = known.proposed, known.decided
        assert proposed is not None, "a decision is about what was proposed"
        assert decided is not None, "a packet is made of a decision"
        on, position = decided.decided_on, proposed.known_position
        told = [words.sources(shown)]
        entries = [entry for section in shown for entry in section.entries]
        told.append(words.legal_bases(entries, self.catalogue, on))
        if known.opened.kind is DisclosureKind.PARTY_INSIGHT:
            return told
        scope = await self.keeper.scope(known, proposed.person_ids, position)
        given = await facts.given(self.keeper, material, scope)
        seen = await facts.looked(self.keeper.stores["reporting"], proposed.person_ids, position)
        return [
            *told,
            words.recipients(given),
            words.retention(proposed.retention, self.catalogue, on),
            words.looks(seen),
        ]

    async def _attachments(self, material: Material, without: Iterable[UUID]) -> dict[str, bytes]:
        wanted = [event_id for event_id in material.attached if event_id not in {*without}]
        found = [await self.keeper.attachment(material, each) for each in wanted]
        return dict(each for each in found if each is not None)

    async def _proofs(self, sections: Sequence[Section], size: int) -> Sequence[Proof]:
        entries = [entry for section in sections for entry in section.entries]
        return [await proof_of(self.keeper.intake, entry, size) for entry in entries]
