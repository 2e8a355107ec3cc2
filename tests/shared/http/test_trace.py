"""A trace is taken over from the caller, or begun; and carries nothing personal."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from opentelemetry import trace

from shared.http.trace import continued, trace_id
from tests.shared.http.conftest import Asking, asking
from tests.shared.http.matters import build

TRACE = "0af7651916cd43dd8448eb211c80319c"
SPAN = "b7ad6b7169203331"


def test_the_callers_trace_goes_on_in_a_span_of_our_own() -> None:
    ours = continued(f"00-{TRACE}-{SPAN}-01")
    assert trace_id(ours) == TRACE
    assert SPAN not in ours
    assert ours.endswith("-01")


@pytest.mark.parametrize(
    "received",
    [
        None,
        "",
        "nonsense",
        f"ff-{TRACE}-{SPAN}-01",
        f"00-{'0' * 32}-{SPAN}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE.upper()}-{SPAN}-01",
    ],
)
def test_a_missing_or_broken_trace_begins_a_new_one(received: str | None) -> None:
    ours = continued(received)
    assert len(ours) == 55
    assert trace_id(ours) not in (TRACE, "0" * 32)


async def test_the_trace_is_returned_with_every_answer(ask: Asking) -> None:
    for path in ("/matters", "/nowhere"):
        answer = await ask.get(path, traceparent=f"00-{TRACE}-{SPAN}-01")
        assert trace_id(answer.headers["traceparent"]) == TRACE


class Spans(trace.TracerProvider, trace.Tracer):
    """A tracer that remembers what it is told."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []

    def get_tracer(self, *_: Any, **__: Any) -> trace.Tracer:
        return self

    def start_span(self, name: str, *_: Any, **said: Any) -> trace.Span:
        self.told.append({"name": name, **(said.get("attributes") or {})})
        return trace.INVALID_SPAN

    @contextmanager
    def start_as_current_span(self, name: str, *_: Any, **said: Any) -> Iterator[trace.Span]:  # type: ignore[override]  # the library's decorator type
        yield self.start_span(name, **said)


async def test_tracing_never_sees_the_query_string() -> None:
    spans, app = Spans(), build()
    app._telemetry["tracer_provider"] = spans
    answer = await asking(app).get("/matters?caseTypes=191212121212")
    assert answer.status_code == 200
    assert spans.told[0]["url.path"] == "/matters"
    assert "191212121212" not in str(spans.told)
