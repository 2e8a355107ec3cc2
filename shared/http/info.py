"""What an API says of itself: for api-info, the OpenAPI and the headers of every answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email.utils import format_datetime

COMMON_SV = """
**Servicenivå.** Varje anrop besvaras, eller avvisas med 503 och `Retry-After`; ett kvitterat
anrop går inte förlorat. Drifttider avtalas med nämnden.

**Gränser.** 200 anrop i sekunden per klient om driften inte satt annat (`RateLimit` säger vad som
är kvar), innehåll upp till 1 MiB om inget annat anges, 100 poster per sida, token i högst fem
minuter. Sparade svar på `Idempotency-Key` gäller i sju dygn.

**Kända begränsningar.** Version 0 är en beta: fält kan tillkomma och ändras mellan versioner.
Svar med personuppgifter får inte cachas (`Cache-Control: no-store`), till skillnad från
profilens grundregel CAC.01.
"""

COMMON_EN = """
**Service level.** Every call is answered, or refused with 503 and `Retry-After`; what has been
acknowledged is not lost. **Limits.** 200 calls a second for one client unless operations say
otherwise, bodies up to 1 MiB unless said otherwise, 100 items a page, tokens of at most five
minutes. Kept answers to an `Idempotency-Key` hold for seven days. **Known limitations.** Version 0
is a beta: fields may be added and changed between versions. Answers with personal data must not be
cached (`Cache-Control: no-store`), a reasoned deviation from CAC.01 of the national profile.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiInfo:
    """One API: its name, what it is for, and where it stands in its life.

    ``name`` is the ``{api}`` of ``https://{domain}/{api}/v0``. ``description`` is Swedish.
    ``public_url`` is the address callers use when no gateway says otherwise.
    """

    name: str
    title: str
    description: str
    description_en: str
    public_url: str
    tags: Mapping[str, str] = field(default_factory=dict)
    version: str = "0.1.0"
    status: str = "beta"
    released: date = date(2026, 11, 22)
    documentation: str = "https://rodatraden.example/docs/api"
    terms: str = "https://rodatraden.example/villkor"
    contact: Mapping[str, str] = field(
        default_factory=lambda: {
            "name": "Röda tråden, förvaltningen",
            "url": "https://rodatraden.example/kontakt",
        }
    )
    license: Mapping[str, str] = field(
        default_factory=lambda: {
            "name": "Enligt användarvillkoren",
            "url": "https://rodatraden.example/villkor",
        }
    )
    deprecated_on: date | None = None
    sunset_on: date | None = None
    successor_url: str | None = None

    @property
    def major(self) -> str:
        """The version as it stands in a URL, e.g. ``v0``."""
        return f"v{self.version.partition('.')[0]}"

    @property
    def text(self) -> str:
        """The whole description, Swedish first."""
        return (
            f"{self.description}\n{COMMON_SV}\n---\n\n*In English.* {self.description_en}\n"
            f"{COMMON_EN}"
        )

    def document(self) -> dict[str, str]:
        """Return what ``GET /api-info`` answers."""
        return {
            "apiName": self.name,
            "apiVersion": self.version,
            "apiReleased": self.released.isoformat(),
            "apiDocumentation": self.documentation,
            "apiStatus": self.status,
        }

    def headers(self) -> list[tuple[bytes, bytes]]:
        """Return the headers of every answer: version, and the end of life when it is set."""
        headers = {"API-Version": self.version}
        if self.deprecated_on:
            headers["Deprecation"] = f"@{int(_midnight(self.deprecated_on).timestamp())}"
        if self.sunset_on:
            headers["Sunset"] = format_datetime(_midnight(self.sunset_on), usegmt=True)
        if self.successor_url:
            headers["Link"] = f'<{self.successor_url}>; rel="successor-version"'
        return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
