"""The outermost layer: every call gets its id, its trace, its headers, its line in the log."""

from time import perf_counter

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.http.answers import problem_response
from shared.http.call import Call, Edge, begin_call
from shared.http.logs import log_access, log_fault
from shared.http.problems import Problem
from shared.http.trace import continued
from shared.kernel.clock import new_id

HIDDEN_QUERY = "rodatraden.query"
FAULT = Problem(500, "internal-fault", "Något gick fel hos oss. Felet är noterat.")
_NO_STORE = (b"cache-control", b"no-store")
_ALWAYS = [  # no browser is meant to show an answer, guess its type or frame it
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"strict-transport-security", b"max-age=63072000"),
]


class AnswerBrokenOff(Exception):  # noqa: N818
    """An answer that had begun could not be finished; the connection is to be closed."""


class Outermost:
    """Wraps the whole app, in plain ASGI."""

    def __init__(self, app: ASGIApp, edge: Edge) -> None:
        self.app = app
        self.edge = edge
        self.headers = edge.info.headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call, whatever happens."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["query_string"] = scope.pop(HIDDEN_QUERY, scope["query_string"])
        call, begun = self._begin(scope), perf_counter()

        async def respond(message: Message) -> None:
            if message["type"] == "http.response.start":
                call.status = message["status"]
                message["headers"] = self._headers(message.get("headers", []), call)
            await send(message)

        try:
            await self.app(scope, receive, respond)
        except ClientDisconnect:
            call.status = 499
        except Exception as error:
            log_fault(call, error)
            if call.status:
                raise AnswerBrokenOff from None
            await problem_response(call, FAULT)(scope, receive, respond)
        finally:
            self._end(call, perf_counter() - begun)

    def _begin(self, scope: Scope) -> Call:
        received = next((v for k, v in scope["headers"] if k == b"traceparent"), b"")
        call = Call(
            edge=self.edge,
            scope=scope,
            request_id=new_id(),
            traceparent=continued(received.decode("latin-1")),
        )
        begin_call(scope, call)
        return call

    def _headers(self, own: list[tuple[bytes, bytes]], call: Call) -> list[tuple[bytes, bytes]]:
        always = [*self.headers, (b"traceparent", call.traceparent.encode())]
        if call.allowance is not None:
            always += call.allowance.headers()
        given = {name.lower() for name, _ in own}
        always += [header for header in (_NO_STORE, *_ALWAYS) if header[0] not in given]
        return [*own, *always]

    def _end(self, call: Call, seconds: float) -> None:
        route = getattr(call.scope.get("route"), "path_format", "-")
        self.edge.metrics.observe(call.scope["method"], route, call.status, seconds)
        log_access(call, route, seconds)
