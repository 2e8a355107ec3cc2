"""Problem details (RFC 9457): the one shape of every answer from 400 up."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MEDIA_TYPE = "application/problem+json"

TITLES: Mapping[int, str] = {
    400: "Begäran har fel",
    401: "Inloggning krävs",
    403: "Åtkomst nekad",
    404: "Finns inte",  # destroyed texts too: not 410, for their code says it and all answer 404
    405: "Metoden är inte tillåten",
    409: "Åtgärden är inte möjlig",
    412: "Ärendet har ändrats",
    413: "Innehållet är för stort",
    415: "Innehållet har fel typ",
    422: "Nyckeln är redan använd",
    428: "Versionen saknas",
    429: "För många anrop",
    500: "Internt fel",
    503: "Tillfälligt otillgänglig",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a request.

    ``pointer`` is a JSON pointer (RFC 6901) within the place: ``/children/0/birthDate`` in the
    body, ``/page`` in the query. It never holds more of the input than plain field names.
    """

    place: str  # body, query, path or header
    pointer: str
    code: str
    detail: str


class Problem(Exception):  # noqa: N818 - an answer, not an error
    """An answer that says what is wrong. ``detail`` is Swedish and repeats nothing sent."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.faults = faults
        self.headers = headers or {}

    def render(self, instance: str) -> bytes:
        """Return the JSON of the problem; ``instance`` names this one occurrence."""
        return json.dumps(document(self, instance), ensure_ascii=False).encode()


def document(problem: Problem, instance: str) -> dict[str, object]:
    """Return the members of ``problem``, as they are sent."""
    return {
        "type": f"urn:problem-type:rodatraden:{problem.code}",
        "title": TITLES[problem.status],
        "status": problem.status,
        "detail": problem.detail,
        "instance": instance,
        "code": problem.code,
        "errors": [
            {"in": f.place, "pointer": f.pointer, "code": f.code, "detail": f.detail}
            for f in problem.faults
        ],
    }


def invalid(faults: Sequence[Fault]) -> Problem:
    """Return the problem of a request with ``faults``, all of them at once."""
    return Problem(400, "invalid-request", "Begäran har fel som anges i errors.", faults=faults)
