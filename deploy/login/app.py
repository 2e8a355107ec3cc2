"""The issuer's addresses: discovery, the page where one chooses who to be, codes for tokens."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from deploy.login.codes import CLIENT_ID, Codes, Grant
from deploy.login.people import PEOPLE
from services.reporting.api.pages.rendering import STYLE
from shared.access.issuer import DEVELOPMENT_ISSUER, DevelopmentIssuer

MINUTES = 5
NEEDED = ("client_id", "redirect_uri", "state", "nonce", "code_challenge")
ASKED_FOR = (*NEEDED, "response_type", "code_challenge_method", "scope")
LOOPBACK = ["127.0.0.1", "localhost"]
LONGEST_FORM = 8192

Fields = Mapping[str, str]


class DevelopmentLogin:
    """Lets whoever sits at this machine be one of the test officials."""

    def __init__(self, issuer: DevelopmentIssuer, url: str, redirect_uri: str) -> None:
        self._issuer, self._url, self._redirect_uri = issuer, url, redirect_uri
        self._codes = Codes()
        made = Environment(
            loader=PackageLoader("deploy.login", "."), autoescape=True, undefined=StrictUndefined
        )
        self._page = made.get_template("choose.html")

    async def discovery(self, _: Request) -> Response:
        """Tell where everything is."""
        return JSONResponse(
            {
                "issuer": DEVELOPMENT_ISSUER,
                "authorization_endpoint": f"{self._url}/authorize",
                "token_endpoint": f"{self._url}/token",
                "jwks_uri": f"{self._url}/jwks",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["Ed25519"],
                "code_challenge_methods_supported": ["S256"],
                "authorization_response_iss_parameter_supported": True,
            }
        )

    async def jwks(self, _: Request) -> Response:
        """Give the public key."""
        return JSONResponse(self._issuer.jwks())

    async def health(self, _: Request) -> Response:
        """Be ready as soon as it answers."""
        return JSONResponse({"status": "ready"})

    async def style(self, _: Request) -> Response:
        """Give the pages' own style sheet."""
        return FileResponse(STYLE, media_type="text/css")

    async def choose(self, request: Request) -> Response:
        """Show the page where one chooses who to be."""
        asked = {name: request.query_params.get(name, "") for name in ASKED_FOR}
        if not self._is_ours(asked):
            return Response("The request is not one of our own pages'.", 400)
        text = self._page.render(asked=asked, people=PEOPLE)
        return Response(text, media_type="text/html", headers=self._headers())

    async def chosen(self, request: Request) -> Response:
        """Send the browser back with a code for the one who was chosen."""
        form = await _form(request)
        person = PEOPLE.get(form.get("subject", ""))
        if person is None or not self._is_ours(form):
            return Response("The request is not one of our own pages'.", 400)
        grant = Grant(
            who=person.who,
            client_id=form["client_id"],
            redirect_uri=form["redirect_uri"],
            nonce=form["nonce"],
            challenge=form["code_challenge"],
        )
        told = {"code": self._codes.give(grant), "state": form["state"], "iss": DEVELOPMENT_ISSUER}
        return RedirectResponse(f"{self._redirect_uri}?{urlencode(told)}", 303)

    async def token(self, request: Request) -> Response:
        """Give tokens, for a code and the verifier that it was asked for with."""
        form = await _form(request)
        grant = self._codes.take(form.get("code", ""))
        brought = [form.get(name, "") for name in ("client_id", "redirect_uri", "code_verifier")]
        if grant is None or not grant.is_for(*brought):
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse(self._tokens(grant), headers={"cache-control": "no-store"})

    def _tokens(self, grant: Grant) -> dict[str, object]:
        who, issuer = grant.who, self._issuer
        access = issuer.issue(
            subject=who.subject,
            client_kind=who.client.value,
            roles=[who.role],
            scopes=who.scopes,
            client_id=grant.client_id,
            unit=who.unit,
            minutes=MINUTES,
        )
        identity = issuer.identify(
            subject=who.subject, client_id=grant.client_id, nonce=grant.nonce
        )
        kept = {"token_type": "Bearer", "expires_in": MINUTES * 60}
        return {"access_token": access, "id_token": identity, **kept}

    def _is_ours(self, asked: Fields) -> bool:
        """Whether it is a login of our own pages, and to nowhere else."""
        kind = (asked.get("response_type"), asked.get("code_challenge_method"))
        target = (asked.get("client_id"), asked.get("redirect_uri"))
        return (
            all(asked.get(name) for name in NEEDED)
            and kind == ("code", "S256")
            and target == (CLIENT_ID, self._redirect_uri)
        )

    def _headers(self) -> dict[str, str]:
        pages = urlsplit(self._redirect_uri)
        origin = f"{pages.scheme}://{pages.netloc}"
        return {
            "content-security-policy": "default-src 'none'; style-src 'self';"
            f" form-action 'self' {origin}; frame-ancestors 'none'; base-uri 'none'",
            "cache-control": "no-store",
            "referrer-policy": "no-referrer",
        }


def create_app(login: DevelopmentLogin) -> Starlette:
    """Return the app; it answers to the names of this machine only."""
    routes = [
        Route("/.well-known/openid-configuration", login.discovery),
        Route("/jwks", login.jwks),
        Route("/style.css", login.style),
        Route("/health/ready", login.health),
        Route("/authorize", login.choose, methods=["GET"]),
        Route("/authorize", login.chosen, methods=["POST"]),
        Route("/token", login.token, methods=["POST"]),
    ]
    only_here = Middleware(TrustedHostMiddleware, allowed_hosts=LOOPBACK)
    return Starlette(routes=routes, middleware=[only_here])


async def _form(request: Request) -> Fields:
    """Return the fields of a form; none of one that is too long."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_FORM:
            return {}
    return dict(parse_qsl(body.decode("latin-1")))
