"""The two cookies: one for a session, one for the attempt to log in that leads to it."""

from dataclasses import dataclass
from typing import Any

from starlette.responses import Response


@dataclass(frozen=True, slots=True)
class Cookies:
    """The cookies' names and manners.

    Over https they are bound to this very host (``__Host-``). Without it, which is for loopback
    only, a browser would refuse that prefix.
    """

    is_secure: bool

    @property
    def session(self) -> str:
        """The name of the session's cookie."""
        return f"{self._prefix}rodatraden-session"

    @property
    def login(self) -> str:
        """The name of the attempt's cookie."""
        return f"{self._prefix}rodatraden-login"

    @property
    def _prefix(self) -> str:
        return "__Host-" if self.is_secure else ""

    def set(self, answer: Response, name: str, secret: str) -> None:
        """Let the browser keep ``secret`` until it is closed, out of reach of any script."""
        answer.set_cookie(name, secret, **self._manners())

    def drop(self, answer: Response, name: str) -> None:
        """Let the browser forget it."""
        answer.delete_cookie(name, **self._manners())

    def _manners(self) -> dict[str, Any]:
        return {"path": "/", "secure": self.is_secure, "httponly": True, "samesite": "lax"}
