"""What officials ask of a disposal list."""

from uuid import UUID

from pydantic import Field

from shared.http.fields import SAMPLE_ID, Code
from shared.http.schemas import Body


class DrawUpBody(Body):
    """Upprätta gallringslistan för ett år."""

    year: int = Field(
        ge=2020,
        le=2200,
        title="År",
        description="Listan tar upp det som får gallras detta år eller tidigare.",
        examples=[2026],
    )


class HoldBody(Body):
    """Undanta en akt på gallringslistan."""

    file_id: UUID = Field(title="Akt", examples=[SAMPLE_ID])
    reason_code: Code = Field(title="Skäl", examples=["file-requested"])


class LiftBody(Body):
    """Häv ett undantag på gallringslistan."""

    file_id: UUID = Field(title="Akt", examples=[SAMPLE_ID])


class ReviewBody(Body):
    """Intyga att gallringslistan är granskad."""


class ApproveBody(Body):
    """Godkänn gallringslistan."""
