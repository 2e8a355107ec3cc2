"""What validation found wrong, said in Swedish and without repeating what was sent."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from shared.http.problems import Fault

_BUILT_IN = frozenset(get_args(ErrorType))
_PLAIN = re.compile(r"[A-Za-z_-]{1,64}")

_KINDS: Mapping[str, str] = {
    "missing": "Uppgiften saknas.",
    "extra_forbidden": "Uppgiften är okänd.",
    "string_type": "Uppgiften ska vara en text.",
    "string_too_short": "Texten ska ha minst {min_length} tecken.",
    "string_too_long": "Texten får ha högst {max_length} tecken.",
    "string_pattern_mismatch": "Texten har inte den form som krävs.",
    "int_type": "Uppgiften ska vara ett heltal.",
    "int_parsing": "Uppgiften ska vara ett heltal.",
    "int_from_float": "Uppgiften ska vara ett heltal.",
    "float_type": "Uppgiften ska vara ett tal.",
    "float_parsing": "Uppgiften ska vara ett tal.",
    "finite_number": "Talet ska vara ändligt.",
    "decimal_type": "Uppgiften ska vara ett tal.",
    "decimal_parsing": "Uppgiften ska vara ett tal.",
    "bool_type": "Uppgiften ska vara true eller false.",
    "bool_parsing": "Uppgiften ska vara true eller false.",
    "date_type": "Uppgiften ska vara ett datum, ÅÅÅÅ-MM-DD.",
    "date_parsing": "Uppgiften ska vara ett datum, ÅÅÅÅ-MM-DD.",
    "datetime_type": "Uppgiften ska vara en tidpunkt enligt RFC 3339, med tidszon.",
    "datetime_parsing": "Uppgiften ska vara en tidpunkt enligt RFC 3339, med tidszon.",
    "timezone_naive": "Tidpunkten ska ha tidszon.",
    "uuid_type": "Uppgiften ska vara en identitet (UUID).",
    "uuid_parsing": "Uppgiften ska vara en identitet (UUID).",
    "enum": "Värdet är inte ett av de tillåtna: {expected}.",
    "literal_error": "Värdet är inte ett av de tillåtna: {expected}.",
    "greater_than": "Värdet ska vara större än {gt}.",
    "greater_than_equal": "Värdet ska vara minst {ge}.",
    "less_than": "Värdet ska vara mindre än {lt}.",
    "less_than_equal": "Värdet ska vara högst {le}.",
    "too_short": "Det ska vara minst {min_length} stycken.",
    "too_long": "Det får vara högst {max_length} stycken.",
    "list_type": "Uppgiften ska vara en lista.",
    "tuple_type": "Uppgiften ska vara en lista.",
    "model_type": "Uppgiften ska vara ett objekt.",
    "model_attributes_type": "Uppgiften ska vara ett objekt.",
    "dict_type": "Uppgiften ska vara ett objekt.",
    "union_tag_not_found": "Uppgiften som säger vilken sort det är saknas.",
    "union_tag_invalid": "Sorten är inte en av de tillåtna: {expected_tags}.",
    "json_invalid": "Innehållet är inte giltig JSON i UTF-8.",
}
_UNSAID = "Uppgiften har fel form eller fel värde."


def fault(place: str, error: ErrorDetails, pointer: str) -> Fault:
    """Return what ``error`` says, at ``pointer``.

    An error kind that is ours (``schemas.Fault``) brings its own Swedish text.
    """
    kind = error["type"]
    detail = error["msg"] if kind not in _BUILT_IN else _KINDS.get(kind, _UNSAID)
    if kind in _KINDS:
        detail = detail.format(**error.get("ctx", {})).replace(" or ", " eller ")
    return Fault(place, pointer, kind.replace("_", "-"), detail)


def body_faults(errors: Sequence[ErrorDetails], parsed: object) -> list[Fault]:
    """Return the faults of a body; ``parsed`` is the body, to follow the pointers in."""
    faults = []
    for error in errors:
        path, value = _follow(error, parsed)
        if error["type"] == "too_short" and len(value) >= error["ctx"]["min_length"]:
            continue  # pydantic counts only the items without faults of their own
        faults.append(fault("body", error, pointer(path)))
    return faults


def parameter_fault(error: Mapping[str, Any]) -> Fault:
    """Return the fault of a query, path or header parameter, as FastAPI reports it."""
    place, *rest = error["loc"]
    details: ErrorDetails = {
        "type": error["type"],
        "loc": tuple(rest),
        "msg": error["msg"],
        "input": None,
        "ctx": error.get("ctx", {}),
    }
    return fault(str(place), details, pointer(rest[:1]))


def pointer(path: Sequence[object]) -> str:
    """Return the JSON pointer of ``path``, cut short before a name that could be data."""
    parts = []
    for part in path:
        if not isinstance(part, int) and not _PLAIN.fullmatch(str(part)):
            break
        parts.append(f"/{part}")
    return "".join(parts)


def walk(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[tuple[object, ...], Any]]:
    """Yield every value within ``value`` with its path, itself first."""
    yield path, value
    if isinstance(value, dict):
        for name, part in value.items():
            yield from walk(part, (*path, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from walk(part, (*path, index))


def _follow(error: ErrorDetails, parsed: Any) -> tuple[list[object], Any]:
    """Return the path of ``error`` in the body, and what stands there.

    Names of union members are left out: they are not in the body. A missing field is not either,
    and is named all the same.
    """
    path: list[object] = []
    for part in error["loc"]:
        is_key = isinstance(parsed, dict) and part in parsed
        is_index = isinstance(parsed, list) and isinstance(part, int) and part < len(parsed)
        if is_key or is_index:
            path.append(part)
            parsed = parsed[part]
    if error["type"] == "missing":
        path.append(error["loc"][-1])
    return path, parsed
