"""Reading a JSON body: within its limit, strictly, and with all its faults at once."""

import json
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from starlette.requests import Request

from shared.http.faults import body_faults, pointer, walk
from shared.http.problems import Fault, Problem, invalid

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BodyReader:
    """How the body of one route is read.

    Types are strict: JSON text is no number, a number is no date. What PostgreSQL or UTF-8
    cannot keep (NUL, lone surrogates) and an object that says a thing twice are faults.
    """

    adapter: TypeAdapter[Any]
    media_type: str = "application/json"

    def require_type(self, content_type: str | None) -> None:
        """Refuse a body that does not say it is of the right type."""
        kind, _, parameters = (content_type or "").partition(";")
        charset = parameters.strip().lower().replace('"', "")
        if kind.strip().lower() != self.media_type or charset not in ("", "charset=utf-8"):
            detail = f"Innehållet ska vara {self.media_type} i UTF-8 och säga det (Content-Type)."
            raise Problem(415, "unsupported-media-type", detail)

    def read(self, raw: bytes) -> Any:
        """Return the checked body of ``raw``.

        Raises:
            Problem: 400, with every fault found.
        """
        value, errors = self._checked(raw)
        if any(error["type"] == "int_type" for error in errors):
            value, errors = self._checked(_with_whole_numbers(raw))
        if errors and errors[0]["type"] == "json_invalid":
            raise invalid(body_faults(errors, None))
        parsed, faults = _parse(raw)
        if errors or faults:
            raise invalid([*faults, *body_faults(errors, parsed)])
        return value

    def _checked(self, raw: bytes) -> tuple[Any, list[ErrorDetails]]:
        try:
            return self.adapter.validate_json(raw, strict=True), []
        except ValidationError as error:
            return None, error.errors(include_url=False, include_input=False)


class LimitedRequest(Request):
    """A request whose body is counted as it arrives, and already read when it is JSON.

    Starlette's own limit answers in plain text; this one becomes a problem.
    """

    limit: int = MIB
    value: Any = None

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """Yield the body in chunks.

        Raises:
            Problem: 413, as soon as it is too large.
        """
        declared = self.headers.get("content-length", "")
        self._require_within(int(declared) if declared.isdecimal() else 0)
        size = 0
        async for chunk in super().stream():
            size += len(chunk)
            self._require_within(size)
            yield chunk

    async def json(self) -> Any:
        """Return the body as it was read and checked."""
        return self.value

    def _require_within(self, size: int) -> None:
        if size > self.limit:
            detail = f"Innehållet får vara högst {self.limit} byte."
            raise Problem(413, "content-too-large", detail)


def _with_whole_numbers(raw: bytes) -> bytes:
    """Return ``raw`` with ``2.0`` written ``2``: in JSON they are the same number."""

    def number(text: str) -> float:
        value = float(text)
        return int(value) if value.is_integer() else value

    return json.dumps(json.loads(raw, parse_float=number)).encode()


def _parse(raw: bytes) -> tuple[object, list[Fault]]:
    """Return ``raw``, known to be JSON, as Python values; with what a validator does not see."""
    twice: list[object] = []

    def distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
        known = dict(pairs)
        if len(known) != len(pairs):
            twice.append(known)
        return known

    parsed = json.loads(raw, object_pairs_hook=distinct)
    if not twice and b"\\u0000" not in raw:
        return parsed, []
    return parsed, [fault for path, value in walk(parsed) for fault in _unseen(path, value, twice)]


def _unseen(path: Sequence[object], value: object, twice: list[object]) -> Iterator[Fault]:
    if any(value is known for known in twice):
        detail = "Samma uppgift står två gånger i objektet."
        yield Fault("body", pointer(path), "duplicate-field", detail)
    texts = value if isinstance(value, dict) else [value]
    if any(isinstance(text, str) and "\0" in text for text in texts):
        detail = "Texten innehåller ett tecken (NUL) som inte kan sparas."
        yield Fault("body", pointer(path), "unkeepable-text", detail)
