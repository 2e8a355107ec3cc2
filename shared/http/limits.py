"""How often one may ask: a bucket of tokens for each client, and for each address that fails."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from time import monotonic

from shared.http.problems import Problem
from shared.kernel.settings import CLIENT_RATE, FAILURE_RATE

BURST_SECONDS = 5  # a bucket holds what comes in during so long
REMEMBERED = 10_000  # buckets; the one least lately used is forgotten, and was likely full


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left, and in how many seconds the bucket is full again."""

    most: int
    left: int
    full_in: int

    def headers(self) -> list[tuple[bytes, bytes]]:
        """Return what tells a client how fast it may go (draft-ietf-httpapi-ratelimit-headers)."""
        policy = f'"client";q={self.most};w={BURST_SECONDS}'
        now = f'"client";r={self.left};t={self.full_in}'
        return [(b"ratelimit-policy", policy.encode()), (b"ratelimit", now.encode())]


class Buckets:
    """One bucket for each name, filled at ``rate`` a second; no limit when the rate is 0."""

    def __init__(self, rate: float, clock: Callable[[], float] = monotonic) -> None:
        self._rate, self._most, self._clock = rate, max(1.0, rate * BURST_SECONDS), clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def require(self, name: str) -> None:
        """Return when there is a token left for ``name``.

        Raises:
            Problem: 429, with how long to wait.
        """
        lacking = 1.0 - self._left(name)
        if self._rate and lacking > 0:
            detail = "För många anrop på kort tid. Vänta så länge som Retry-After säger."
            wait = {"retry-after": str(max(1, ceil(lacking / self._rate)))}
            raise Problem(429, "too-many-requests", detail, headers=wait)

    def spend(self, name: str) -> Allowance | None:
        """Take a token of ``name``'s, down to none; return what is left. None without a limit."""
        if not self._rate:
            return None
        left = max(0.0, self._left(name) - 1.0)
        self._buckets[name] = (left, self._clock())
        self._buckets.move_to_end(name)
        while len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return Allowance(int(self._most), int(left), ceil((self._most - left) / self._rate))

    def _left(self, name: str) -> float:
        left, at = self._buckets.get(name, (self._most, self._clock()))
        return min(self._most, left + (self._clock() - at) * self._rate)


class Limits:
    """The limits of one process.

    A client that is known is counted by its id, so that one in a hurry takes nothing from others.
    Before that, an address that keeps failing to say who it is waits before its tokens are looked
    at.
    """

    def __init__(
        self,
        per_client: float = CLIENT_RATE,
        per_failing_address: float = FAILURE_RATE,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.clients = Buckets(per_client, clock)
        self.failing = Buckets(per_failing_address, clock)
