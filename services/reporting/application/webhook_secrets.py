"""The secrets that webhooks are signed with: derived, so that they rest nowhere."""

from base64 import b64encode
from datetime import datetime
from uuid import UUID

from standardwebhooks import Webhook

from shared.vault.cipher import SecretKey


class WebhookSecrets:
    """Derives each subscription's secret from one key that lies outside the database."""

    def __init__(self, key: SecretKey) -> None:
        self._key = key

    def secret(self, webhook_id: UUID, generation: int) -> str:
        """Return the secret as the receiver is told it; another for each generation."""
        derived = self._key.digest(b"webhook:%b:%d" % (webhook_id.bytes, generation))
        return f"whsec_{b64encode(derived).decode()}"

    def headers(
        self, webhook_id: UUID, generations: list[int], message_id: UUID, at: datetime, body: str
    ) -> dict[str, str]:
        """Return the headers of one message, signed once for each generation."""
        signed = [
            Webhook(self.secret(webhook_id, each)).sign(str(message_id), at, body)
            for each in generations
        ]
        return {
            "webhook-id": str(message_id),
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": " ".join(signed),
        }
