"""What a subscriber says and is told."""

from uuid import UUID

from pydantic import Field

from services.reporting.api.feed_routes import EventType
from services.reporting.api.schemas import SAMPLE_ID
from services.reporting.application.webhooks import State, Webhook
from shared.http.schemas import Answer, Body, Instant, Resource

MOST_POSITION = 9_007_199_254_740_991


class WebhookBody(Body):
    """En ny prenumeration."""

    url: str = Field(
        title="Adress att leverera till (https)",
        min_length=12,
        max_length=2000,
        pattern=r"^https?://[!-~]+$",
        examples=["https://uppfoljning.example/rodatraden"],
    )
    types: tuple[EventType, ...] = Field(
        default=(),
        title="Händelsetyper; utelämnas för alla",
        max_length=500,
        examples=[["intake.opened.v1"]],
    )
    after: int | None = Field(
        default=None,
        title="Börja efter denna position; utelämnas för att börja från nu",
        ge=0,
        le=MOST_POSITION,
        examples=[1200],
    )


class ResumeBody(Body):
    """Var leveransen ska fortsätta."""

    after: int | None = Field(
        default=None,
        title="Fortsätt efter denna position; utelämnas för att fortsätta där det stannade",
        ge=0,
        le=MOST_POSITION,
        examples=[1200],
    )


class WebhookRow(Answer):
    """En prenumeration. Hemligheten visas aldrig igen."""

    webhook_id: UUID = Field(title="Prenumerationens identitet", examples=[SAMPLE_ID])
    url: str = Field(
        title="Adress", max_length=2000, examples=["https://uppfoljning.example/rodatraden"]
    )
    types: tuple[str, ...] = Field(title="Händelsetyper", examples=[["intake.opened.v1"]])
    created_at: Instant = Field(title="Skapad", examples=["2026-03-02T09:30:00Z"])
    generation: int = Field(title="Hemlighetens generation", examples=[1])
    position: int = Field(title="Levererat till och med position", examples=[1200])
    state: State = Field(title="Läge", examples=["active"])
    fault: str | None = Field(title="Senaste felet", max_length=64, examples=["http-503"])
    failing_since: Instant | None = Field(title="Fel sedan", examples=["2026-03-02T09:30:00Z"])
    attempts: int = Field(title="Misslyckade försök i rad", examples=[3])
    next_attempt_at: Instant | None = Field(
        title="Nästa försök, tidigast", examples=["2026-03-02T09:31:00Z"]
    )

    @classmethod
    def of(cls, webhook: Webhook) -> "WebhookRow":
        """Return the row that shows ``webhook``."""
        is_active = webhook.state == State.ACTIVE
        return cls(
            webhook_id=webhook.webhook_id,
            url=webhook.url,
            types=tuple(webhook.types),
            created_at=webhook.created_at,
            generation=webhook.generation,
            position=webhook.position,
            state=State(webhook.state),
            fault=webhook.fault,
            failing_since=webhook.failing_since,
            attempts=webhook.attempts,
            next_attempt_at=webhook.next_attempt_at if is_active else None,
        )


class WebhookAnswer(WebhookRow, Resource):
    """En prenumeration, och hur det går för den."""


class WebhookSecretAnswer(WebhookAnswer):
    """En prenumeration med sin hemlighet, som bara visas i detta svar."""

    secret: str | None = Field(
        default=None,
        title="Hemlighet (Standard Webhooks)",
        max_length=128,
        examples=["whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="],
    )
