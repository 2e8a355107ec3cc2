"""A migrated PostgreSQL database that one test has to itself."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A fresh store, and a fresh database of file keys for whoever asks for it.

    Roles that log in: registrar, intake, investigation, interventions, reporting (the store),
    vault and disposal (the file keys). ``prefix`` begins their names on the server.
    """

    admin_url: str = field(repr=False)
    prefix: str
    login: Callable[[str], str] = field(repr=False)
    keys: Callable[[], str] = field(repr=False)

    def url_for(self, role: str) -> str:
        """Return the URL that ``role`` logs in with."""
        if role in ("vault", "disposal"):
            self.keys()
        return self.login(role)

    @property
    def keys_admin_url(self) -> str:
        """The administrator's URL of the file keys' database."""
        return self.keys()

    def role_name(self, role: str) -> str:
        """Return the role's name on the server, to write into SQL."""
        return f"{self.prefix}_{role}"
