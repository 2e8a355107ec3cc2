"""The parts of webhooks, joined: routes, figures, and the worker that delivers."""

from collections.abc import Sequence

from services.reporting.api.webhook_messages import message_of, teller
from services.reporting.api.webhook_routes import webhook_routes
from services.reporting.application.sending import Sender
from services.reporting.application.webhook_delivery import Deliverer
from services.reporting.application.webhook_figures import webhook_gauges
from services.reporting.application.webhook_secrets import WebhookSecrets
from shared.access.access_log import StoredAccessLog
from shared.access.issuer import DEVELOPMENT_ISSUER
from shared.http.edge import EdgeRouter
from shared.http.metrics import Gauge
from shared.kernel.settings import Settings
from shared.process.process import Process
from shared.vault.master import read_key


def webhooks(process: Process, settings: Settings) -> tuple[EdgeRouter, Sequence[Gauge]]:
    """Return the routes and the figures; the worker works when there is a key to sign with.

    Raises:
        MasterKeyRefused: the key is malformed, or others may read its file.
    """
    is_development = settings.issuer == DEVELOPMENT_ISSUER
    secrets = _secrets(settings)
    if secrets is not None:
        sender = Sender(is_loopback_allowed=is_development)
        tell = teller(process.store, StoredAccessLog())
        process.work(Deliverer(process.store, secrets, sender, message_of, tell))
    routes = webhook_routes(secrets, is_loopback_allowed=is_development)
    return routes, webhook_gauges(process.store)


def _secrets(settings: Settings) -> WebhookSecrets | None:
    given, file = settings.webhook_key, settings.webhook_key_file
    if given is None and file is None:
        return None
    return WebhookSecrets(read_key(given, file, "RODATRADEN_WEBHOOK_KEY"))
