"""The stored names of investigation's events. Append-only; see tests/architecture."""

from collections.abc import Mapping

from services.investigation.domain.corrections.events import (
    InvestigationCorrectionExplained,
    InvestigationFactDisputed,
)
from services.investigation.domain.course.events import CircumstanceDescribed
from services.investigation.domain.decision.events import (
    DecisionReasonsRecorded,
    WithdrawalReasonsRecorded,
)
from services.investigation.domain.investigation.events import (
    ClosingSummaryRecorded,
    CommunicationTextRecorded,
    ContactNoted,
    DecisionJoined,
    ExtensionReasonsRecorded,
    PlanTextRecorded,
)
from shared.contracts.names import INVESTIGATION, PUBLISHED
from shared.eventstore.codec import Codec

OWN: Mapping[str, type] = {
    **INVESTIGATION,
    "investigation.plan-text-recorded.v1": PlanTextRecorded,
    "investigation.contact-noted.v1": ContactNoted,
    "investigation.extension-reasons-recorded.v1": ExtensionReasonsRecorded,
    "investigation.communication-text-recorded.v1": CommunicationTextRecorded,
    "investigation.decision-joined.v1": DecisionJoined,
    "investigation.decision-reasons-recorded.v1": DecisionReasonsRecorded,
    "investigation.withdrawal-reasons-recorded.v1": WithdrawalReasonsRecorded,
    "investigation.circumstance-described.v1": CircumstanceDescribed,
    "investigation.closing-summary-recorded.v1": ClosingSummaryRecorded,
    "investigation.correction-explained.v1": InvestigationCorrectionExplained,
    "investigation.fact-disputed.v1": InvestigationFactDisputed,
}

CODEC = Codec(own=OWN, heard=PUBLISHED)
