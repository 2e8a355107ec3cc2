"""The parts every operation refers to: problems, headers, parameters, the bearer scheme."""

from typing import Any

from shared.http.examples import problem_example
from shared.http.problems import MEDIA_TYPE, TITLES

Part = dict[str, Any]

_CODES: dict[int, tuple[str, str]] = {
    400: ("invalid-request", "Begäran har fel som anges i errors."),
    401: ("no-token", "Anropet saknar en giltig token (Authorization: Bearer)."),
    403: ("not-permitted", "Token ger inte rätt till detta."),
    404: ("not-found", "Det finns inget ärende med den identiteten."),
    409: ("refused", "Åtgärden är inte möjlig."),
    412: ("stream-moved", "Ärendet har ändrats sedan det lästes. Läs det igen."),
    413: ("content-too-large", "Innehållet får vara högst 1048576 byte."),
    415: ("unsupported-media-type", "Innehållet ska vara application/json i UTF-8."),
    422: ("idempotency-key-reused", "Idempotency-Key har redan använts för en annan begäran."),
    428: ("if-match-required", "Ange versionen som ändringen utgår från: If-Match."),
    429: ("too-many-requests", "För många anrop på kort tid. Vänta som Retry-After säger."),
    500: ("internal-fault", "Något gick fel hos oss. Felet är noterat."),
    503: ("store-unavailable", "Lagret kan inte nås just nu. Försök igen."),
}


def _text(title: str, example: str, **more: object) -> Part:
    return {"type": "string", "title": title, "example": example, **more}


def _header(description: str, example: str, **more: object) -> Part:
    return {"description": description, "schema": {"type": "string", **more}, "example": example}


def _parameter(
    name: str, description: str, example: str, *, required: bool = False, **more: object
) -> Part:
    return {
        "name": name,
        "in": "header",
        "required": required,
        "description": description,
        "schema": {"type": "string", **more},
        "example": example,
    }


def shape_of(media_type: str) -> Part:
    """Return how content that is not JSON is described: text, events or bytes."""
    text: Part = {"type": "string"}
    if media_type == "text/event-stream":
        event = {"data": text, "event": text, "id": text, "retry": {"type": "integer"}}
        return {"itemSchema": {"type": "object", "properties": event}}
    return {"schema": text if media_type.startswith("text/") else {**text, "format": "binary"}}


def _problem(status: int) -> Part:
    headers = ["API-Version", "traceparent"]
    headers += ["WWW-Authenticate"] if status == 401 else []
    headers += ["Retry-After"] if status in (429, 503) else []
    schema = {"$ref": "#/components/schemas/Problem"}
    example = problem_example(status, *_CODES[status])
    return {
        "description": TITLES[status] + ".",
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in headers},
        "content": {MEDIA_TYPE: {"schema": schema, "example": example}},
    }


PROBLEMS: Part = {f"Problem{status}": _problem(status) for status in _CODES}

PROBLEM: Part = {
    "type": "object",
    "title": "Problem",
    "description": "Vad som är fel (RFC 9457). `code` är stabil; texterna är för människor.",
    "required": ["type", "title", "status", "detail", "instance", "code", "errors"],
    "additionalProperties": False,
    "properties": {
        "type": _text("Problemtyp", "urn:problem-type:rodatraden:invalid-request"),
        "title": _text("Rubrik", "Begäran har fel"),
        "status": {
            "type": "integer",
            "title": "Statuskod",
            "minimum": 400,
            "maximum": 599,
            "example": 400,
        },
        "detail": _text("Förklaring", "Begäran har fel som anges i errors."),
        "instance": _text("Detta anrop", "urn:uuid:019e0000-0000-7000-8000-00000000000a"),
        "code": _text("Kod", "invalid-request"),
        "errors": {
            "type": "array",
            "title": "Alla fel på en gång",
            "example": [],
            "items": {
                "type": "object",
                "title": "Fel",
                "required": ["in", "pointer", "code", "detail"],
                "additionalProperties": False,
                "properties": {
                    "in": _text(
                        "Var", "body", enum=["body", "query", "path", "header", "service"]
                    ),
                    "pointer": _text("JSON-pekare dit", "/receivedOn"),
                    "code": _text("Kod", "missing"),
                    "detail": _text("Förklaring", "Uppgiften saknas."),
                },
            },
        },
    },
    "example": problem_example(400, *_CODES[400]),
}

_TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
_KEY_TEXT = (
    "Egen nyckel för ändringen. Samma nyckel och innehåll ger det första svaret igen; "
    "samma nyckel med annat innehåll avvisas (422)."
)
_KEY: Part = {"minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"}

PARAMETERS: Part = {
    "Traceparent": _parameter("traceparent", "Spårning enligt W3C Trace Context.", _TRACE),
    "IdempotencyKey": _parameter(
        "Idempotency-Key", _KEY_TEXT, "6f1c0f5a-report-1", required=True, **_KEY
    ),
    "OptionalIdempotencyKey": _parameter(
        "Idempotency-Key",
        f"{_KEY_TEXT} Krävs av robotar och e-tjänster.",
        "6f1c0f5a-report-1",
        **_KEY,
    ),
    "IfMatch": _parameter(
        "If-Match",
        "Versionen som ändringen utgår från: värdet av `ETag`. Saknas den: 428. Inaktuell: 412.",
        '"7"',
        required=True,
        pattern='^"[0-9]{1,18}"$',
    ),
    "IfNoneMatch": _parameter(
        "If-None-Match", "Versionen som anroparen redan har; är den aktuell: 304.", '"7"'
    ),
}

HEADERS: Part = {
    "API-Version": _header("API:ets version.", "0.1.0"),
    "traceparent": _header("Spårning enligt W3C Trace Context.", _TRACE),
    "ETag": _header("Versionen, stark.", '"7"'),
    "Location": _header("Var det som skapades finns.", "https://rodatraden.example/intake/v0"),
    "Idempotency-Replayed": _header("`true` när svaret är det första, igen.", "true"),
    "WWW-Authenticate": _header("Vad som krävs för att släppas in.", "Bearer"),
    "Retry-After": _header("Sekunder att vänta.", "5"),
}

SECURITY: Part = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "Åtkomsttoken enligt RFC 9068, giltig i högst fem minuter.",
    }
}
