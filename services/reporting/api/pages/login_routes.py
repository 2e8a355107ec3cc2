"""Routes of logging in and out: to the issuer, back with a code, and out by a form."""

from typing import Annotated
from urllib.parse import parse_qs, unquote

from fastapi import Query, Request, Response
from starlette.responses import RedirectResponse

from services.reporting.api.pages.cookies import Cookies
from services.reporting.api.pages.gate import PAGES, PageRouter, framed, root_of, session_of
from services.reporting.api.pages.rendering import page_response
from services.reporting.application.logins import Login, Logins
from services.reporting.application.sessions import Sessions
from shared.access.oidc import Attempt, LoginClient
from shared.http.call import call_of
from shared.http.problems import Problem
from shared.kernel.caller import NotAuthenticated

LONGEST_FORM = 4096

Text = Annotated[str | None, Query(max_length=4096)]
ReturnTo = Annotated[str | None, Query(alias="return", max_length=2048)]
SessionState = Annotated[str | None, Query(max_length=4096)]
ErrorText = Annotated[str | None, Query(alias="error_description", max_length=4096)]
ErrorAddress = Annotated[str | None, Query(alias="error_uri", max_length=4096)]


class Desk:
    """What logging in takes: the issuer's door, the attempts, the sessions, the cookies."""

    def __init__(
        self,
        client: LoginClient | None,
        logins: Logins,
        sessions: Sessions,
        cookies: Cookies,
        public_url: str,
    ) -> None:
        self._client, self._logins, self._sessions = client, logins, sessions
        self._cookies = cookies
        self._redirect_uri = f"{public_url}{PAGES}/callback"

    async def leave(self, return_to: str | None) -> Response:
        """Send the browser to the issuer."""
        attempt = Attempt.new()
        address = await self._issuer().address(attempt, self._redirect_uri)
        login = Login(
            state=attempt.state,
            nonce=attempt.nonce,
            verifier=attempt.verifier,
            return_to=own_page(return_to),
        )
        answer = RedirectResponse(address, 303)
        self._cookies.set(answer, self._cookies.login, await self._logins.begin(login))
        return answer

    async def come_back(
        self, request: Request, code: str | None, state: str | None, iss: str | None
    ) -> Response:
        """Begin a session for whoever has logged in, and go to the page that was wanted.

        Raises:
            Problem: 403 when the answer is not to an attempt that this browser began.
        """
        secret = request.cookies.get(self._cookies.login)
        login = await self._logins.take(secret) if secret else None
        if login is None or code is None or state is None:
            raise _failed()
        attempt = Attempt(state=login.state, nonce=login.nonce, verifier=login.verifier)
        try:
            caller = await self._issuer().finish(
                attempt, code=code, state=state, redirect_uri=self._redirect_uri, iss=iss
            )
        except NotAuthenticated:
            raise _failed() from None
        earlier = await session_of(call_of(request), self._sessions, self._cookies)
        if earlier is not None:
            await self._sessions.close(earlier)
        answer = RedirectResponse(f"{root_of(call_of(request))}{login.return_to}", 303)
        session = await self._sessions.open(caller)
        self._cookies.set(answer, self._cookies.session, session.secret)
        self._cookies.drop(answer, self._cookies.login)
        return answer

    async def out(self, request: Request) -> Response:
        """End the session, if the form is ours.

        Raises:
            Problem: 403 when it is not.
        """
        session = await session_of(call_of(request), self._sessions, self._cookies)
        if session is not None:
            if not session.is_from_our_form(await _form_token(request)):
                raise Problem(403, "form-not-ours", "Formuläret kom inte från den här sidan.")
            await self._sessions.close(session)
        answer = RedirectResponse(f"{root_of(call_of(request))}{PAGES}/logged-out", 303)
        self._cookies.drop(answer, self._cookies.session)
        return answer

    def _issuer(self) -> LoginClient:
        if self._client is None:
            detail = "Inloggning för webbläsare är inte inställd i den här driftsättningen."
            raise Problem(503, "login-not-set", detail)
        return self._client


def login_routes(router: PageRouter, desk: Desk) -> None:
    """Add the routes of logging in and out."""

    @router.open_page("/login")
    async def log_in(return_to: ReturnTo = None) -> Response:
        """Logga in."""
        return await desk.leave(return_to)

    @router.open_page("/callback")
    async def callback(
        request: Request,
        code: Text = None,
        state: Text = None,
        iss: Text = None,
        session_state: SessionState = None,
        error: Text = None,
        error_description: ErrorText = None,
        error_uri: ErrorAddress = None,
    ) -> Response:
        """Tillbaka från inloggningen."""
        return await desk.come_back(request, None if error else code, state, iss)

    @router.form("/logout")
    async def log_out(request: Request) -> Response:
        """Logga ut."""
        return await desk.out(request)

    @router.open_page("/logged-out")
    async def logged_out(request: Request) -> Response:
        """Utloggad."""
        return page_response("logged_out.html", framed(call_of(request), None))


def own_page(wanted: str | None) -> str:
    """Return ``wanted`` if it is a page of ours, else the first page."""
    path = unquote(wanted or "").partition("?")[0]
    is_plain = wanted is not None and wanted.isascii() and wanted.isprintable()
    is_ours = path == PAGES or path.startswith(f"{PAGES}/")
    if not is_plain or not is_ours or "\\" in path or ".." in path or "//" in path:
        return PAGES
    return wanted or PAGES


async def _form_token(request: Request) -> str:
    """Return what the form carries; nothing when it is no form of ours."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_FORM:
            return ""
    return parse_qs(body.decode("latin-1")).get("token", [""])[0]


def _failed() -> Problem:
    detail = "Inloggningen kunde inte slutföras. Den kan ha tagit för lång tid. Börja om."
    return Problem(403, "login-failed", detail)
