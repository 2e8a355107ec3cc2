"""Where a webhook may be sent, and what follows when it is not received."""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain.webhook_rules import (
    FIRST_PAUSE,
    LONGEST_PAUSE,
    PATIENCE,
    Standing,
    TargetRefused,
    after_failure,
    may_be_reached,
    require_target,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FINE = Standing(failing_since=None, attempts=0, next_attempt_at=None)


@pytest.mark.parametrize(
    "url",
    [
        "https://uppfoljning.example/hook",
        "https://uppfoljning.example:8443/a/b?c=d",
        "https://93.184.215.14/hook",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/hook",
    ],
)
def test_a_public_https_address_is_taken(url: str) -> None:
    require_target(url, is_loopback_allowed=False)


@pytest.mark.parametrize(
    "url",
    [
        "http://uppfoljning.example/hook",
        "ftp://uppfoljning.example/hook",
        "https://user:pass@uppfoljning.example/",
        "https://uppfoljning.example@10.0.0.1/",
        "https://uppfoljning.example/#part",
        "https://uppfoljning.example:port/",
        "https://uppfoljning.example\\@10.0.0.1/",
        "https:///hook",
        "https://intranet/hook",
        "https://db.internal/hook",
        "https://printer.local/hook",
        "https://localhost/hook",
        "https://x.localhost/hook",
        "https://127.0.0.1/hook",
        "https://127.1/hook",
        "https://2130706433/hook",
        "https://0x7f.0x0.0x0.0x1/hook",
        "https://10.1.2.3/hook",
        "https://172.16.0.1/hook",
        "https://192.168.1.1/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/hook",
        "https://0.0.0.0/hook",
        "https://224.0.0.1/hook",
        "https://[::1]/hook",
        "https://[::ffff:10.0.0.1]/hook",
        "https://[64:ff9b::a00:1]/hook",
        "https://[2002:a00:1::]/hook",
        "https://[fd00::1]/hook",
        "https://[fe80::1]/hook",
        "https://uppfoljning.exämple/",
        "not an address",
    ],
)
def test_an_address_that_leads_inwards_or_in_the_clear_is_refused(url: str) -> None:
    with pytest.raises(TargetRefused):
        require_target(url, is_loopback_allowed=False)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9000/hook", "http://localhost:9000/", "https://[::1]:9000/"]
)
def test_this_machine_is_taken_in_development_only(url: str) -> None:
    require_target(url, is_loopback_allowed=True)
    with pytest.raises(TargetRefused):
        require_target(url, is_loopback_allowed=False)


@pytest.mark.parametrize("url", ["http://10.0.0.1/", "https://192.168.1.1/", "http://a.example/"])
def test_development_opens_this_machine_and_nothing_else(url: str) -> None:
    with pytest.raises(TargetRefused):
        require_target(url, is_loopback_allowed=True)


@given(st.ip_addresses(v=4))
def test_no_private_address_is_reached_in_whatever_disguise(address: IPv4Address) -> None:
    number = int(address)
    disguises = [
        IPv6Address(0xFFFF << 32 | number),
        IPv6Address((0x64_FF9B << 96) | number),
        IPv6Address((0x2002 << 112) | (number << 80)),
    ]
    if not address.is_global:
        assert not may_be_reached(str(address), is_loopback_allowed=False)
    assert not any(may_be_reached(str(each), is_loopback_allowed=False) for each in disguises)


@given(
    st.lists(
        st.tuples(st.integers(0, 7200), st.none() | st.integers(0, 10**6)), min_size=1, max_size=60
    )
)
def test_attempts_grow_rarer_up_to_an_hour_and_end_after_three_days(
    failures: list[tuple[int, int | None]],
) -> None:
    standing, at = FINE, NOON
    for number, (late, asked) in enumerate(failures, start=1):
        wait = None if asked is None else timedelta(seconds=asked)
        standing = after_failure(standing, at, asked=wait, is_final=False)
        assert (standing.attempts, standing.failing_since) == (number, NOON)
        if standing.next_attempt_at is None:
            assert at - NOON >= PATIENCE
            return
        assert at - NOON < PATIENCE
        least = min(FIRST_PAUSE * 2 ** min(number - 1, 20), LONGEST_PAUSE)
        assert least <= standing.next_attempt_at - at <= LONGEST_PAUSE
        at = standing.next_attempt_at + timedelta(seconds=late)


def test_a_receiver_that_asks_for_time_is_given_it() -> None:
    standing = after_failure(FINE, NOON, asked=timedelta(minutes=7), is_final=False)
    assert standing.next_attempt_at == NOON + timedelta(minutes=7)


def test_a_receiver_that_wants_no_more_gets_no_more() -> None:
    assert after_failure(FINE, NOON, asked=None, is_final=True).next_attempt_at is None
