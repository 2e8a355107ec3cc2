"""The codes of what intake tells. Stored for good."""

from enum import StrEnum


class Origin(StrEnum):
    """Aktualiseringssätt: how the matter came to the social services."""

    CONCERN_REPORT = "concern-report"
    APPLICATION = "application"
    STATEMENT_REQUEST = "statement-request"


class ReporterKind(StrEnum):
    """Anmälartyp: who reported."""

    PRIVATE = "private"
    ANONYMOUS = "anonymous"
    MANDATED = "mandated"


class Sex(StrEnum):
    """Juridiskt kön, as registered."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class Way(StrEnum):
    """Förhandsbedömningens utfall: what a preliminary assessment leads to."""

    INVESTIGATE = "investigate"
    NO_ACTION = "no-action"
    ATTACH = "attach"


class ProtectionOutcome(StrEnum):
    """Skyddsbedömningens utfall: what the immediate protection assessment found."""

    NO_IMMEDIATE_NEED = "no-immediate-need"
    IMMEDIATE_NEED = "immediate-need"


class FeedbackAnswer(StrEnum):
    """Återkopplingens innehåll: all that an obliged reporter may be told (SoL 19:6)."""

    OPENED = "opened"
    NOT_OPENED = "not-opened"
    ONGOING = "ongoing"
