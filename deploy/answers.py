"""Asking the running services, as the command does: where they are, and with which token."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

from deploy.development import development_issuer
from shared.access.tokens import is_opaque

MINUTES = 5


class NotRunning(Exception):  # noqa: N818
    """Nothing says where the services are, or they do not answer there."""


class NothingFound(Exception):  # noqa: N818
    """The service answered that there is no such thing."""


class Refused(Exception):  # noqa: N818
    """The service answered with a problem; the message is its title and detail."""


def ask_reporting(
    path: str,
    query: Mapping[str, str | int],
    var: Path,
    env: Mapping[str, str],
    *,
    token: str | None = None,
) -> Any:
    """Return what reporting answers, as JSON.

    The token is RODATRADEN_TOKEN, else ``token``, else one of the development issuer's that reads.

    Raises:
        NotRunning: it cannot be reached, or is not ready.
        NothingFound: there is no such thing.
        Refused: it refused to answer.
    """
    given = token or reader_token(var, env)
    return exchange("reporting", path, var, env, token=given, query=query).json()


def exchange(
    service: str,
    path: str,
    var: Path,
    env: Mapping[str, str],
    *,
    token: str,
    query: Mapping[str, str | int] | None = None,
    body: Any = None,
    seen: str | None = None,
) -> httpx.Response:
    """Return the answer of a service; of a POST where there is a ``body``.

    It is where RODATRADEN_<SERVICE>_URL says, else where `rodatraden up` noted. RODATRADEN_TOKEN
    goes before ``token``.

    Args:
        seen: the ETag of what is changed.

    Raises:
        NotRunning: it cannot be reached, or is not ready.
        NothingFound: there is no such thing.
        Refused: it refused to answer.
    """
    headers = {"Authorization": f"Bearer {env.get('RODATRADEN_TOKEN') or token}"}
    if seen is not None:
        headers["If-Match"] = seen
    method = "GET" if body is None else "POST"
    try:
        with httpx.Client(base_url=_address(service, var, env), timeout=30) as client:
            answer = client.request(method, path, params=query, json=body, headers=headers)
    except httpx.TransportError as error:
        raise NotRunning(f"{service} does not answer ({type(error).__name__})") from None
    if answer.is_success:
        return answer
    told = f"{answer.status_code} {_problem(answer)}"
    match answer.status_code:
        case 404:
            raise NothingFound(told)
        case 502 | 503 | 504:
            raise NotRunning(told)
        case _:
            raise Refused(told)


def operator_subject(env: Mapping[str, str]) -> str:
    """Return whom the development issuer's tokens name: RODATRADEN_OPERATOR, else the command."""
    given = env.get("RODATRADEN_OPERATOR", "")
    return given if is_opaque(given) else "rodatraden-command"


def reader_token(var: Path, env: Mapping[str, str]) -> str:
    """Return a short-lived token of the development issuer that reads reporting."""
    return development_issuer(var, env).issue(
        subject=operator_subject(env),
        client_kind="reporting",
        client_id="rodatraden-command",
        roles=["analyst"],
        scopes=["reporting:read", "reporting:feed"],
        minutes=MINUTES,
    )


def deliverer_token(var: Path, env: Mapping[str, str]) -> str:
    """Return a short-lived token of the development issuer that hands over, with what it takes."""
    return development_issuer(var, env).issue(
        subject=operator_subject(env),
        client_kind="official",
        client_id="rodatraden-command",
        roles=["unit-head"],
        scopes=["reporting:read", "reporting:deliver", "intake:handle", "interventions:handle"],
        minutes=MINUTES,
    )


def reviewer_token(var: Path, env: Mapping[str, str]) -> str:
    """Return a short-lived token of the development issuer that reviews the access log."""
    return development_issuer(var, env).issue(
        subject=operator_subject(env),
        client_kind="official",
        client_id="rodatraden-command",
        roles=["unit-head"],
        scopes=["reporting:review"],
        minutes=MINUTES,
    )


def _address(service: str, var: Path, env: Mapping[str, str]) -> str:
    name = f"RODATRADEN_{service.upper()}_URL"
    given = env.get(name)
    if given:
        return given
    try:
        noted = json.loads((var / "run.json").read_text())
    except FileNotFoundError:
        raise NotRunning(
            "the services are not running here: start them with `rodatraden up`, or say where"
            f" they are with {name}"
        ) from None
    return str(noted["services"][service]["url"])


def _problem(answer: httpx.Response) -> str:
    try:
        problem = answer.json()
    except ValueError:
        return answer.reason_phrase
    return f"{problem.get('title', answer.reason_phrase)} {problem.get('detail', '')}".strip()
