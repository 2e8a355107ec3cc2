"""What happens in reporting's own streams: what it has handed over, and the content itself."""

from dataclasses import dataclass
from typing import TypeAlias

from shared.contracts.reporting import ReportDelivered


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContentKept:
    """Rapportens innehåll bevarat: byte for byte, by pseudonyms and codes."""

    content: str  # canonical JSON


ReportEvent: TypeAlias = ReportDelivered | ReportContentKept
