"""The database roles of one deployment: who there is, and their passwords.

Roles belong to the whole server, so their names begin with the deployment's prefix.
"""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from deploy.secret_files import kept, write_private

REPORTING = "reporting"
SERVICES = ("intake", "investigation", "interventions", REPORTING)
SEALING = ("intake", "investigation", "interventions")  # may open file keys
OWNER = "owner"  # owns every object, logs in nowhere
REGISTRAR = "registrar"
VAULT = "vault"  # opens and makes file keys, in their own database
DISPOSAL = "disposal"  # destroys file keys
STORE_LOGINS = (REGISTRAR, *SERVICES)
KEYS_LOGINS = (VAULT, DISPOSAL)
LOGINS = (*STORE_LOGINS, *KEYS_LOGINS)


class PrefixRefused(ValueError):  # noqa: N818
    """What role names would begin with is no plain lower-case name."""


def role_prefix(database: str, env: Mapping[str, str]) -> str:
    """Return what the deployment's role names begin with.

    Raises:
        PrefixRefused: it is not a plain lower-case name.
    """
    prefix = env.get("RODATRADEN_ROLE_PREFIX") or database
    if not re.fullmatch(r"[a-z_][a-z0-9_-]{0,47}", prefix):
        raise PrefixRefused(f"{prefix!r} cannot begin role names; set RODATRADEN_ROLE_PREFIX")
    return prefix


def role_name(prefix: str, name: str) -> str:
    """Return the database's name of the role ``name``."""
    return f"{prefix}_{name}"


def role_passwords(
    prefix: str, database: str, var: Path, env: Mapping[str, str]
) -> dict[str, str]:
    """Return each login's password: derived from RODATRADEN_ROLE_SECRET, else kept in ``var``."""
    secret = env.get("RODATRADEN_ROLE_SECRET")
    if secret:
        return {name: _derived(secret, role_name(prefix, name)) for name in LOGINS}
    path = var / f"credentials-{database}.json"
    passwords: dict[str, str] = json.loads(kept(path, lambda: "{}"))
    missing = [name for name in LOGINS if name not in passwords]
    if missing:
        passwords |= {name: secrets.token_urlsafe(24) for name in missing}
        write_private(path, json.dumps(passwords, indent=2) + "\n")
    return passwords


def _derived(secret: str, role: str) -> str:
    return hmac.digest(secret.encode(), role.encode(), hashlib.sha256).hex()
