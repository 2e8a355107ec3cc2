"""The query parameters a route knows; any other is a fault, said together with the rest."""

from collections.abc import Iterator, Sequence

from fastapi._compat import ModelField, field_annotation_is_sequence
from fastapi.dependencies.utils import request_params_to_args
from starlette.requests import Request

from shared.http.faults import parameter_fault, pointer
from shared.http.problems import Fault, invalid


class QueryNames:
    """The query parameters of one route."""

    def __init__(self, fields: Sequence[ModelField]) -> None:
        self._fields = list(fields)
        self._may_repeat = {
            field.alias: field_annotation_is_sequence(field.field_info.annotation)
            for field in fields
        }

    def require_known(self, request: Request) -> None:
        """Let through what FastAPI can judge alone.

        Raises:
            Problem: 400, with every fault of the query, when something is unknown, given twice
                or holds what cannot be looked for (NUL).
        """
        if not request.scope["query_string"]:
            return
        faults = list(self._faults(request.query_params.multi_items()))
        if faults:
            _, errors = request_params_to_args(self._fields, request.query_params)
            raise invalid([*faults, *(parameter_fault(error) for error in errors)])

    def _faults(self, sent: Sequence[tuple[str, str]]) -> Iterator[Fault]:
        seen = set()
        for name, value in sent:
            if name not in self._may_repeat:
                detail = "Frågeparametern är okänd."
                yield Fault("query", pointer([name]), "unknown-parameter", detail)
            elif name in seen and not self._may_repeat[name]:
                detail = "Frågeparametern får bara anges en gång."
                yield Fault("query", pointer([name]), "repeated-parameter", detail)
            if "\0" in value:
                detail = "Frågeparametern innehåller ett tecken (NUL) som inte kan användas."
                yield Fault("query", pointer([name]), "unkeepable-text", detail)
            seen.add(name)
