"""What a browser does, step by step: follow to the log-in, choose who to be, come back."""

from urllib.parse import parse_qsl, urlsplit

import httpx
from httpx import AsyncClient, Response

BASE = "https://reporting.example"
UNIT_HEAD, CASEWORKER = "enhetschef-2", "handlaggare-7"


async def leave(browser: AsyncClient, path: str = "/pages") -> str:
    """Ask for a page without a session; return the issuer's address one is sent to."""
    sent = await browser.get(path)
    assert sent.status_code == 303, sent.text
    there = await browser.get(sent.headers["location"])
    assert there.status_code == 303, there.text
    return there.headers["location"]


def choose(address: str, subject: str = UNIT_HEAD) -> str:
    """Choose who to be at ``address``; return where the issuer sends the browser back to."""
    form = dict(parse_qsl(urlsplit(address).query)) | {"subject": subject}
    answer = httpx.post(address.partition("?")[0], data=form, trust_env=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def log_in(browser: AsyncClient, subject: str = UNIT_HEAD, path: str = "/pages") -> Response:
    """Log in as ``subject`` on the way to ``path``; return the page."""
    back = await browser.get(choose(await leave(browser, path), subject))
    assert back.status_code == 303, back.text
    return await browser.get(back.headers["location"])
