"""What each way of failing is answered with."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from shared.http.call import Call, call_of
from shared.http.faults import parameter_fault
from shared.http.problems import MEDIA_TYPE, Problem, invalid
from shared.kernel.access_log import NotLogged
from shared.kernel.caller import (
    CaseRefused,
    IssuerUnavailable,
    NotAuthenticated,
    NotPermitted,
)
from shared.kernel.refusal import NotFound, Refusal, StoreUnavailable, StreamMoved
from shared.kernel.store import AnswerInFlight

Handler = Callable[[Request, Any], Coroutine[Any, Any, Response]]


def problem_response(call: Call, problem: Problem) -> Response:
    """Return ``problem`` as the answer to ``call``."""
    body = problem.render(call.instance)
    return Response(body, problem.status, problem.headers, media_type=MEDIA_TYPE)


def handlers() -> dict[int | type[Exception], Handler]:
    """Return what answers for each kind of exception; any other is a fault of ours."""
    return dict.fromkeys(
        (
            Problem,
            Refusal,
            StreamMoved,
            StoreUnavailable,
            NotLogged,
            AnswerInFlight,
            NotAuthenticated,
            NotPermitted,
            IssuerUnavailable,
            RequestValidationError,
            HTTPException,
        ),
        _answer,
    )


async def _answer(request: Request, error: Exception) -> Response:
    return problem_response(call_of(request), problem_of(request, error))


def problem_of(request: Request, error: Exception) -> Problem:
    """Return what ``error`` is answered with; raise it again when it is a fault of ours."""
    match error:
        case Problem():
            return error
        case NotFound():
            return Problem(404, error.code, error.detail)
        case Refusal():
            return Problem(409, error.code, error.detail)
        case StreamMoved():
            return _moved(call_of(request))
        case NotAuthenticated():
            return _not_authenticated(error)
        case CaseRefused():
            return _closed(error)
        case NotPermitted():
            return Problem(403, "not-permitted", "Token ger inte rätt till detta.")
        case RequestValidationError():
            return _parameters(error.errors())
        case HTTPException():
            return _http(request, error)
        case _:
            return _try_again(error)


def _try_again(error: Exception) -> Problem:
    match error:
        case AnswerInFlight():
            detail = "En begäran med samma Idempotency-Key behandlas just nu. Försök igen."
            return Problem(409, "answer-in-flight", detail, headers={"retry-after": "1"})
        case StoreUnavailable():
            detail = "Lagret kan inte nås just nu. Försök igen, med samma Idempotency-Key."
            return Problem(503, "store-unavailable", detail, headers={"retry-after": "5"})
        case NotLogged():
            detail = "Åtkomsten kan inte loggas just nu, så inget visas. Försök igen."
            return Problem(503, "access-not-logged", detail, headers={"retry-after": "5"})
        case IssuerUnavailable():
            detail = "Utfärdaren av token kan inte nås just nu. Försök igen."
            return Problem(503, "issuer-unavailable", detail, headers={"retry-after": "5"})
        case _:
            raise error


def _closed(error: CaseRefused) -> Problem:
    """Return what is said of a case that is closed to the caller: of a secret one, nothing."""
    if error.is_secret:
        return Problem(404, NotFound.code, NotFound.detail)
    detail = (
        "Du har ingen pågående del i ärendet. Enhetschefen kan tilldela det; i en nödsituation "
        "kan personen öppnas med en nödöppning."
    )
    return Problem(403, error.bar, detail)


def _moved(call: Call) -> Problem:
    if call.expected is None:
        detail = "Någon annan ändrade samtidigt. Inget har sparats. Försök igen."
        return Problem(409, "stream-moved", detail, headers={"retry-after": "1"})
    return Problem(412, "stream-moved", "Ärendet har ändrats sedan det lästes. Läs det igen.")


def _not_authenticated(error: NotAuthenticated) -> Problem:
    challenge = "Bearer"
    if error.reason != "no-token":
        challenge += f' error="invalid_token", error_description="{error.reason}"'
    detail = "Anropet saknar en giltig token (Authorization: Bearer)."
    headers = {"www-authenticate": challenge}
    return Problem(401, error.reason, detail, headers=headers)


def _parameters(errors: Any) -> Problem:
    """Return what is wrong with the parameters; an id that cannot be one names nothing."""
    if any(error["loc"][0] == "path" for error in errors):
        return Problem(404, "not-found", "Det finns inget på den adressen.")
    return invalid([parameter_fault(error) for error in errors])


def _http(request: Request, error: HTTPException) -> Problem:
    """Return the router's own refusals: no such path, or not with that method."""
    if error.status_code not in (404, 405):
        raise error
    if error.status_code == 404:
        return Problem(404, "not-found", "Det finns inget på den adressen.")
    allowed = ", ".join(sorted(_methods(request)))
    detail = "Metoden kan inte användas på den adressen; Allow säger vilka som kan."
    return Problem(405, "method-not-allowed", detail, headers={"allow": allowed})


def _methods(request: Request) -> set[str]:
    """Return every method any route has for the path."""
    matching = [r for r in request.app.routes if r.matches(request.scope)[0] is not Match.NONE]
    return {method for route in matching for method in route.methods or ()}
