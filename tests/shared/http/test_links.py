"""Links are absolute, as the caller's gateway would write them."""

import pytest

from shared.http.links import base_url
from tests.shared.http.conftest import Asking

OWN = "http://127.0.0.1:8101/intake/v0"


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        (None, "http://127.0.0.1:8101/intake/v0"),
        ("host=api.example.se;proto=https", "https://api.example.se/intake/v0"),
        (
            'for=192.0.2.1;Host="api.example.se:8443";proto=https',
            "https://api.example.se:8443/intake/v0",
        ),
        ("proto=https;host=first.se, host=second.se", "https://first.se/intake/v0"),
        ("proto=https", "https://127.0.0.1:8101/intake/v0"),
        ("host=evil.example/path;proto=https", "http://127.0.0.1:8101/intake/v0"),
        ("host=a.se;proto=javascript", "http://127.0.0.1:8101/intake/v0"),
        ("nonsense", "http://127.0.0.1:8101/intake/v0"),
    ],
)
def test_the_gateway_says_where_the_api_stands(forwarded: str | None, expected: str) -> None:
    assert base_url(forwarded, OWN) == expected


async def test_links_and_location_follow_the_gateway(ask: Asking) -> None:
    matter = await ask.opened()
    answer = await ask.get(matter, forwarded="host=api.example.se;proto=https")
    assert answer.json()["_links"][0]["href"] == f"https://api.example.se/matters/v0{matter}"
