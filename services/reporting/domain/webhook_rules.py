"""Where a webhook may be sent, and what a delivery that failed leads to."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from shared.kernel.refusal import NotFound, Refusal

MOST_OF_ONE_CLIENT = 20
SECRET_OVERLAP = timedelta(hours=24)  # how long a secret that was replaced still signs
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)
PATIENCE = timedelta(days=3)  # from the first failure until delivery is given up
_TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64: an IPv4 address in disguise


class TargetRefused(Refusal):
    """Personal data is sent over TLS, to a host with a public name."""

    code = "webhook-target-refused"
    detail = (
        "Ange en https-adress med ett publikt värdnamn, utan användarnamn, lösenord och fragment."
    )


class WebhooksNotSetUp(Refusal):
    """The deployment was given no key to sign webhooks with."""

    code = "webhooks-not-set-up"
    detail = "Webhookar är inte påslagna här. Driften behöver ange RODATRADEN_WEBHOOK_KEY_FILE."


class TooManyWebhooks(Refusal):
    """One client has so many subscriptions that one more is likely a mistake."""

    code = "too-many-webhooks"
    detail = f"En klient får ha högst {MOST_OF_ONE_CLIENT} prenumerationer. Ta bort en först."


class PositionAhead(Refusal):
    """The ledger has not come to that position."""

    code = "position-ahead"
    detail = "Liggaren har inte nått den positionen. Utelämna after för att börja från nu."


class WebhookUnknown(NotFound):
    """There is no such subscription of this client's."""

    detail = "Det finns ingen prenumeration med den identiteten."


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it goes for a subscription. Without ``next_attempt_at`` delivery has been given up."""

    failing_since: datetime | None
    attempts: int  # failed in a row
    next_attempt_at: datetime | None


def require_target(url: str, *, is_loopback_allowed: bool) -> None:
    """Return when a subscription may name ``url``; its addresses are looked at on each delivery.

    Raises:
        TargetRefused: it is not https, or names a host that is not public.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise TargetRefused from None
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise TargetRefused
    if "@" in parts.netloc or parts.fragment or not _is_host(parts, host, is_loopback_allowed):
        raise TargetRefused


def may_be_reached(address: str, *, is_loopback_allowed: bool) -> bool:
    """Say whether ``address``, which a host's name led to, may be connected to."""
    ip = ip_address(address)
    if ip.is_loopback:
        return is_loopback_allowed
    if isinstance(ip, IPv6Address) and _is_disguised(ip):
        return False
    shut = ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local
    return ip.is_global and not shut


def after_failure(
    standing: Standing, at: datetime, *, asked: timedelta | None, is_final: bool
) -> Standing:
    """Return the standing after one more failure.

    Args:
        asked: how long the receiver asks us to wait; it gets that, but never beyond our longest.
        is_final: the receiver wants no more.
    """
    since = standing.failing_since or at
    attempts = standing.attempts + 1
    if is_final or at - since >= PATIENCE:
        return Standing(failing_since=since, attempts=attempts, next_attempt_at=None)
    pause = min(max(_pause(attempts), asked or timedelta(0)), LONGEST_PAUSE)
    return Standing(failing_since=since, attempts=attempts, next_attempt_at=at + pause)


def _pause(attempts: int) -> timedelta:
    doubled: int = 2 ** min(attempts - 1, 20)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


def _is_host(parts: SplitResult, host: str, is_loopback_allowed: bool) -> bool:
    try:
        return _is_address(parts.scheme, ip_address(host), is_loopback_allowed)
    except ValueError:
        pass
    if host == "localhost":
        return is_loopback_allowed and parts.scheme in ("http", "https")
    *_, last = labels = host.split(".")
    is_public = len(labels) > 1 and last not in ("local", "localhost", "internal", "home", "lan")
    return parts.scheme == "https" and is_public and last[:1].isalpha()


def _is_address(
    scheme: str, address: IPv4Address | IPv6Address, is_loopback_allowed: bool
) -> bool:
    schemes = ("http", "https") if address.is_loopback else ("https",)
    return scheme in schemes and may_be_reached(
        str(address), is_loopback_allowed=is_loopback_allowed
    )


def _is_disguised(ip: IPv6Address) -> bool:
    """Say whether an IPv4 address stands in ``ip``: a way around looking at it."""
    carried = (ip.ipv4_mapped, ip.sixtofour, ip.teredo)
    return any(each is not None for each in carried) or ip in _TRANSLATED
