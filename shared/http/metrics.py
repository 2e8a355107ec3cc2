"""Figures for operations, in Prometheus' text format."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client import Gauge as PrometheusGauge

from shared.kernel.refusal import StoreUnavailable

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Gauge:
    """A figure read when somebody asks, e.g. how far a projection is behind.

    ``read`` gives the number for each value of ``label``; without a label, ``{"": 3.0}``.
    """

    name: str
    description: str
    read: Callable[[], Awaitable[Mapping[str, float]]]
    label: str | None = None


class Metrics:
    """The figures of one app, in a registry of its own."""

    def __init__(self, gauges: Sequence[Gauge] = ()) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "rodatraden_http_requests",
            "Answered requests",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "rodatraden_http_request_seconds",
            "Time to answer",
            ["method", "route"],
            registry=self._registry,
        )
        self._counts: dict[tuple[str, str, int], Counter] = {}
        self._times: dict[tuple[str, str], Histogram] = {}
        self._gauges = [(gauge, self._register(gauge)) for gauge in gauges]

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer. ``route`` is the template, never the path."""
        method = method if method in _METHODS else "other"
        count, timed = (method, route, status), (method, route)
        if count not in self._counts:
            self._counts[count] = self._requests.labels(method, route, str(status))
            self._times[timed] = self._seconds.labels(method, route)
        self._counts[count].inc()
        self._times[timed].observe(seconds)

    async def render(self) -> bytes:
        """Return all figures as text; without those that need a store out of reach."""
        for gauge, shown in self._gauges:
            try:
                numbers = await gauge.read()
            except StoreUnavailable:
                numbers = {}
            shown.clear()
            for value, number in numbers.items():
                (shown.labels(value) if gauge.label else shown).set(number)
        return generate_latest(self._registry)

    def _register(self, gauge: Gauge) -> PrometheusGauge:
        labels = [gauge.label] if gauge.label else []
        return PrometheusGauge(gauge.name, gauge.description, labels, registry=self._registry)
