"""The stored names of intake's events. Append-only; see tests/architecture."""

from collections.abc import Mapping

from services.intake.domain.corrections.events import IntakeCorrectionExplained, IntakeFactDisputed
from services.intake.domain.disclosure.events import (
    DisclosureDecided,
    DisclosureOpened,
    DisclosureReasonsKept,
    MaskAdded,
    MaskLifted,
    MasksProposed,
    PacketMade,
)
from services.intake.domain.disposal.events import (
    DisposalBegun,
    DisposalListApproved,
    DisposalListDrawnUp,
    DisposalListReviewed,
    FileExported,
    FileHeld,
    FileListed,
    FileSpared,
    HoldLifted,
)
from services.intake.domain.intake.events import ReasonsKept, WorkNoteKept
from services.intake.domain.person.events import (
    GlassReasonKept,
    IdentityKept,
    MediatedAddressKept,
    NumberChanged,
    RelationKept,
    SidesMarked,
)
from services.intake.domain.report.events import (
    AttachmentKept,
    GuardianDetailsKept,
    PersonDetailsKept,
    SenderKept,
    SubmissionKept,
)
from shared.contracts.names import INTAKE, PUBLISHED
from shared.eventstore.codec import Codec

OWN: Mapping[str, type] = {
    **INTAKE,
    "intake.submission-kept.v1": SubmissionKept,
    "intake.sender-kept.v1": SenderKept,
    "intake.person-details-kept.v1": PersonDetailsKept,
    "intake.guardian-details-kept.v1": GuardianDetailsKept,
    "intake.attachment-kept.v1": AttachmentKept,
    "intake.identity-kept.v1": IdentityKept,
    "intake.relation-kept.v1": RelationKept,
    "intake.number-changed.v1": NumberChanged,
    "intake.sides-marked.v1": SidesMarked,
    "intake.mediated-address-kept.v1": MediatedAddressKept,
    "intake.glass-reason-kept.v1": GlassReasonKept,
    "intake.reasons-kept.v1": ReasonsKept,
    "intake.work-note-kept.v1": WorkNoteKept,
    "intake.disposal-list-drawn-up.v1": DisposalListDrawnUp,
    "intake.file-listed.v1": FileListed,
    "intake.file-held.v1": FileHeld,
    "intake.hold-lifted.v1": HoldLifted,
    "intake.disposal-list-reviewed.v1": DisposalListReviewed,
    "intake.disposal-list-approved.v1": DisposalListApproved,
    "intake.disposal-begun.v1": DisposalBegun,
    "intake.file-spared.v1": FileSpared,
    "intake.correction-explained.v1": IntakeCorrectionExplained,
    "intake.fact-disputed.v1": IntakeFactDisputed,
    "intake.file-exported.v1": FileExported,
    "intake.disclosure-opened.v1": DisclosureOpened,
    "intake.masks-proposed.v1": MasksProposed,
    "intake.mask-added.v1": MaskAdded,
    "intake.mask-lifted.v1": MaskLifted,
    "intake.disclosure-reasons-kept.v1": DisclosureReasonsKept,
    "intake.disclosure-decided.v1": DisclosureDecided,
    "intake.packet-made.v1": PacketMade,
}

CODEC = Codec(own=OWN, heard=PUBLISHED)
