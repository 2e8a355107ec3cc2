"""What a service process learns from its environment: all faults at once, no secret shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "RODATRADEN_"
CLIENT_RATE, FAILURE_RATE = 200.0, 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one service process.

    ``keys_url`` and a master key belong to services that seal; reporting has neither.
    Whoever is given a checkpoint key may sign the ledger: at least two services should be.
    """

    store_url: str = field(repr=False)  # the service's own login
    registrar_url: str = field(repr=False)
    issuer: str
    audience: str
    jwks: str  # a file path or an http(s) URL
    public_url: str  # where clients reach the service, without a trailing slash
    keys_url: str | None = field(default=None, repr=False)
    master_key: str | None = field(default=None, repr=False)  # base64
    master_key_file: Path | None = None
    epoch_secrets: Path | None = None  # a folder outside every database and every backup
    checkpoint_key: str | None = field(default=None, repr=False)
    checkpoint_key_file: Path | None = None
    checkpoint_file: Path | None = None  # where checkpoints are appended outside the database
    login_discovery: str | None = None  # the issuer's OpenID Connect discovery document
    login_client_id: str | None = None
    login_client_secret: str | None = field(default=None, repr=False)
    webhook_key: str | None = field(default=None, repr=False)  # base64; without one, no webhooks
    webhook_key_file: Path | None = None
    client_rate: float = (
        CLIENT_RATE  # calls a second that one client may go on making; 0: no limit
    )
    failure_rate: float = FAILURE_RATE  # the same for an address whose calls are not let in
    review_key: str | None = field(default=None, repr=False)  # of facts for reviewing the log


class SettingsAtFault(Exception):  # noqa: N818
    """The environment does not say what a service needs to know. ``faults`` names it all."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def read_settings(env: Mapping[str, str], *, seals: bool) -> Settings:
    """Return the settings in ``env`` of a service that ``seals`` free text, or does not.

    Raises:
        SettingsAtFault: something is missing or malformed; the values are not repeated.
    """
    given = {name: env.get(f"{PREFIX}{name}", "").strip() for name in _NAMES}
    faults = [*_missing(given, seals=seals), *_malformed(given)]
    if not seals:
        faults += [f"{PREFIX}{name} is not for this service" for name in _KEYS if given[name]]
    if faults:
        raise SettingsAtFault(tuple(faults))
    return Settings(
        store_url=given["STORE_URL"],
        registrar_url=given["REGISTRAR_URL"],
        issuer=given["ISSUER"],
        audience=given["AUDIENCE"],
        jwks=given["JWKS"],
        public_url=given["PUBLIC_URL"].rstrip("/"),
        keys_url=given["KEYS_URL"] or None,
        master_key=given["MASTER_KEY"] or None,
        master_key_file=_path(given["MASTER_KEY_FILE"]),
        epoch_secrets=_path(given["EPOCH_SECRETS"]),
        checkpoint_key=given["CHECKPOINT_KEY"] or None,
        checkpoint_key_file=_path(given["CHECKPOINT_KEY_FILE"]),
        checkpoint_file=_path(given["CHECKPOINT_FILE"]),
        login_discovery=given["LOGIN_DISCOVERY"] or None,
        login_client_id=given["LOGIN_CLIENT_ID"] or None,
        login_client_secret=given["LOGIN_CLIENT_SECRET"] or None,
        webhook_key=given["WEBHOOK_KEY"] or None,
        webhook_key_file=_path(given["WEBHOOK_KEY_FILE"]),
        client_rate=float(given["CLIENT_RATE"] or CLIENT_RATE),
        failure_rate=float(given["FAILURE_RATE"] or FAILURE_RATE),
        review_key=given["REVIEW_KEY"] or None,
    )


_NEEDED = ("STORE_URL", "REGISTRAR_URL", "ISSUER", "AUDIENCE", "JWKS", "PUBLIC_URL")
_KEYS = ("KEYS_URL", "MASTER_KEY", "MASTER_KEY_FILE", "EPOCH_SECRETS")
_LOGIN = ("LOGIN_DISCOVERY", "LOGIN_CLIENT_ID", "LOGIN_CLIENT_SECRET")
_RATES = ("CLIENT_RATE", "FAILURE_RATE")
_NAMES = (
    *_NEEDED,
    *_KEYS,
    *("CHECKPOINT_KEY", "CHECKPOINT_KEY_FILE", "CHECKPOINT_FILE"),
    *_LOGIN,
    *("WEBHOOK_KEY", "WEBHOOK_KEY_FILE"),
    *_RATES,
    "REVIEW_KEY",
)
_SCHEMES = {
    "STORE_URL": ("postgresql",),
    "REGISTRAR_URL": ("postgresql",),
    "KEYS_URL": ("postgresql",),
    "PUBLIC_URL": ("http", "https"),
    "LOGIN_DISCOVERY": ("http", "https"),
}


def _path(given: str) -> Path | None:
    return Path(given) if given else None


def _missing(given: Mapping[str, str], *, seals: bool) -> list[str]:
    needed = (*_NEEDED, "KEYS_URL", "EPOCH_SECRETS") if seals else _NEEDED
    if given["LOGIN_DISCOVERY"]:
        needed = (*needed, "LOGIN_CLIENT_ID")
    faults = [f"{PREFIX}{name} is missing" for name in needed if not given[name]]
    if seals and not (given["MASTER_KEY"] or given["MASTER_KEY_FILE"]):
        faults.append(f"{PREFIX}MASTER_KEY_FILE (or {PREFIX}MASTER_KEY) is missing")
    return faults


def _malformed(given: Mapping[str, str]) -> list[str]:
    rates = [name for name in _RATES if not re.fullmatch(r"(\d{1,6}(\.\d{1,3})?)?", given[name])]
    return [f"{PREFIX}{name} is not a number of calls a second" for name in rates] + [
        f"{PREFIX}{name} does not begin with {' or '.join(schemes)}:"
        for name, schemes in _SCHEMES.items()
        if given[name] and urlsplit(given[name]).scheme not in schemes
    ]
