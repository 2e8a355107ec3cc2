"""The stored names of reporting's events: what it has handed over. Append-only."""

from collections.abc import Mapping

from services.reporting.domain.events import (
    DelegationTold,
    FindingAccepted,
    LooksSealed,
    ReportContentKept,
    ReviewSigned,
)
from shared.contracts.names import PUBLISHED, REPORTING
from shared.eventstore.codec import Codec

OWN: Mapping[str, type] = {
    **REPORTING,
    "reporting.report-content-kept.v1": ReportContentKept,
    "reporting.delegation-told.v1": DelegationTold,
    "reporting.looks-sealed.v1": LooksSealed,
    "reporting.finding-accepted.v1": FindingAccepted,
    "reporting.review-signed.v1": ReviewSigned,
}

CODEC = Codec(own=OWN, heard=PUBLISHED)
