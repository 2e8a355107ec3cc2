"""The gate of a page: the same policy as every route, with a session instead of a bearer token."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request, Response
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse

from services.reporting.api.pages.cookies import Cookies
from services.reporting.api.pages.menu import menu_of
from services.reporting.api.pages.rendering import page_response, with_headers
from services.reporting.application.as_of import as_of
from services.reporting.application.sessions import Session, Sessions
from shared.http.answers import handlers, problem_of
from shared.http.call import Call, call_of
from shared.http.edge import EdgeRouter
from shared.http.gate import EdgeRoute, Gate, behind
from shared.http.links import with_query
from shared.http.problems import TITLES, Problem
from shared.http.reading import Reading
from shared.kernel.caller import Caller, NotAuthenticated
from shared.kernel.shown import Shows

PAGES = "/pages"
_SESSION = "rodatraden.session"
_FAILURES = tuple(kind for kind in handlers() if isinstance(kind, type))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGate(Gate):
    """What one page demands."""

    sessions: Sessions
    cookies: Cookies

    async def authenticate(self, call: Call, headers: Headers) -> Caller:
        """Return the official whose session the browser brings.

        Raises:
            NotAuthenticated: it brings none, or one that has ended.
        """
        session = await session_of(call, self.sessions, self.cookies)
        if session is None:
            raise NotAuthenticated("no-session")
        call.scope[_SESSION] = session
        return session.caller


async def session_of(call: Call, sessions: Sessions, cookies: Cookies) -> Session | None:
    """Return the session that the browser brings, if it still runs."""
    secret = Request(call.scope).cookies.get(cookies.session)
    return await sessions.find(secret) if secret else None


@dataclass(slots=True, kw_only=True)
class View(Reading):
    """A question that is answered with a page."""

    session: Session

    @property
    def root(self) -> str:
        """The path that every address of ours begins with, behind a gateway too."""
        return root_of(self.call)

    async def render(
        self, template: str, *, models: Sequence[str], shows: Shows, **facts: object
    ) -> Response:
        """Answer with the page that ``template`` makes of ``facts``, read from ``models``.

        Raises:
            NotLogged: that it shows ``shows`` could not be logged.
        """
        come = await as_of(self.store, models)
        frame = framed(self.call, self.session)
        answer = page_response(template, {**frame, "as_of": come, **facts})
        await self.show(shows)
        return answer

    async def file(self, answer: Response, *, shows: Shows) -> Response:
        """Answer with a file.

        Raises:
            NotLogged: that it shows ``shows`` could not be logged.
        """
        await self.show(shows)
        return answer

    def pager(self, number: int, *, is_more: bool) -> dict[str, str]:
        """Return links to the pages of the list before and after this one, where there are."""
        there = {"Föregående sida": number - 1 if number > 1 else 0}
        there["Nästa sida"] = number + 1 if is_more else 0
        scope = self.call.scope
        return {
            name: with_query(self.root, scope, {"page": page})
            for name, page in there.items()
            if page
        }

    def downloads(self, *named: tuple[str, str]) -> list[tuple[str, str]]:
        """Return links to files beside this page, asked for as the page was; path and name."""
        scope = self.call.scope
        query = scope["query_string"].decode("latin-1")
        here = f"{self.root}{scope['path']}"
        return [(f"{here}/{file}" + (f"?{query}" if query else ""), name) for file, name in named]


async def _view(request: Request) -> View:
    return View(call=call_of(request), session=request.scope[_SESSION])


ViewOf = Annotated[View, Depends(_view)]


def root_of(call: Call) -> str:
    """Return the path of this API's address, without a closing slash."""
    return urlsplit(call.base).path


class PageRoute(EdgeRoute):
    """A route whose every answer is a page, also when something is wrong."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the edge's handler; whoever is not logged in is sent to do so."""
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return with_headers(await inner(request))
            except NotAuthenticated:
                return with_headers(_to_login(request))
            except _FAILURES as failed:
                return with_headers(trouble(request, problem_of(request, failed)))

        return handle


def trouble(request: Request, problem: Problem) -> Response:
    """Return the page that tells of ``problem``."""
    call = call_of(request)
    told = {"title": TITLES[problem.status], "problem": problem, "instance": call.instance}
    facts = {**framed(call, request.scope.get(_SESSION)), **told}
    return page_response("trouble.html", facts, status=problem.status)


def framed(call: Call, session: Session | None) -> dict[str, object]:
    """Return what the frame around every page shows: who is logged in, and where this is."""
    caller = session.caller if session else None
    return {
        "root": root_of(call),
        "path": call.scope["path"],
        "caller": caller,
        "menu": menu_of(call.edge.policy, caller),
        "form_token": session.form_token if session else None,
    }


def _to_login(request: Request) -> Response:
    query = request.scope["query_string"].decode("latin-1")
    wanted = request.scope["path"] + (f"?{query}" if query else "")
    to = f"{root_of(call_of(request))}{PAGES}/login?return={quote(wanted, safe='')}"
    return RedirectResponse(to, 303)


class PageRouter(EdgeRouter):
    """A router of pages, each for whoever has one right, or for anybody."""

    def __init__(self, sessions: Sessions, cookies: Cookies) -> None:
        super().__init__(prefix=PAGES)
        self.route_class = PageRoute
        self._sessions, self._cookies = sessions, cookies

    def page(self, path: str, *, rights: str | Sequence[str]) -> Callable[..., Any]:
        """Return the decorator of a page for whoever has one of ``rights``."""
        return self.get(path, **self._settings((rights,) if isinstance(rights, str) else rights))

    def open_page(self, path: str) -> Callable[..., Any]:
        """Return the decorator of a page for anybody: it may show nothing of any matter."""
        return self.get(path, **self._settings(()))

    def form(self, path: str) -> Callable[..., Any]:
        """Return the decorator of what a form of ours posts to, whoever is logged in or not."""
        return self.post(path, **self._settings(()))

    def _settings(self, rights: Sequence[str]) -> dict[str, Any]:
        gate = PageGate(rights=tuple(rights), sessions=self._sessions, cookies=self._cookies)
        return {
            "dependencies": [behind(gate)],
            "include_in_schema": False,
            "response_model": None,
        }
