"""What happens in reporting's own streams: what it has handed over, and the content itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from shared.contracts.reporting import ReportDelivered


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContentKept:
    """Rapportens innehåll bevarat: byte for byte, by pseudonyms and codes."""

    content: str  # canonical JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class LooksSealed:
    """Loggbunt förseglad: a batch of the access log, as the ledger will remember it.

    The batch is every look of ``epoch`` with a transaction id from ``since`` up to ``until``.
    """

    epoch: int
    since: int
    until: int
    looks: int
    digest: str  # SHA-256, in hex, of the looks' own digests in order
    first_at: datetime
    last_at: datetime


ReportEvent: TypeAlias = ReportDelivered | ReportContentKept
