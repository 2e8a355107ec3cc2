"""A caller that does not give up: sends the same again, with the same key, until answered."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import httpx

from shared.kernel.clock import new_id
from tests.system.committee import PATIENCE, Body, Committee


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient(Committee):
    """A committee's caller that remembers what has been acknowledged."""

    acknowledged: list[str] = field(default_factory=list)  # event ids
    unanswered: list[str] = field(default_factory=list)  # services that broke a call off

    def get(self, who: str, service: str, path: str, **query: str | int) -> httpx.Response:
        """Return what ``path`` answers, in the end."""
        return self._at_last(service, lambda: Committee.get(self, who, service, path, **query))

    def post(
        self,
        who: str,
        service: str,
        path: str,
        body: Body,
        *,
        key: str | None = None,
        seen: str | None = None,
    ) -> httpx.Response:
        """Post ``body`` until it is answered, always with the same key."""
        key = key or str(new_id())
        post = partial(Committee.post, self, who, service, path, body, key=key, seen=seen)
        answer = self._at_last(service, post)
        if answer.is_success:
            self.acknowledged.append(answer.json()["eventId"])
        return answer

    def _at_last(self, service: str, send: Callable[[], httpx.Response]) -> httpx.Response:
        deadline = time.monotonic() + 2 * PATIENCE
        while True:
            try:
                answer = send()
            except (httpx.NetworkError, httpx.RemoteProtocolError):
                self.unanswered.append(service)
            else:
                if answer.status_code != 503 and not _is_in_flight(answer):
                    return answer
            assert time.monotonic() < deadline, f"{service} never answered"
            time.sleep(0.1)


def _is_in_flight(answer: httpx.Response) -> bool:
    return answer.status_code == 409 and answer.json()["code"] == "answer-in-flight"
