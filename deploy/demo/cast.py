"""Everybody who calls in the demo."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from deploy.demo.callers import Caller, Who
from shared.access import policy
from shared.access.issuer import DevelopmentIssuer
from shared.kernel.context import Client

E_SERVICE = Who(
    subject="e-tjanst-orosanmalan",
    client=Client.E_SERVICE,
    client_id="e-tjanst",
    role=policy.E_SERVICE,
)
ROBOT = Who(subject="robot-mottagning", client=Client.ROBOT, client_id="robot", role=policy.ROBOT)
CASEWORKER = Who(
    subject="handlaggare-7",
    client=Client.OFFICIAL,
    client_id="handlaggarstod",
    role=policy.CASEWORKER,
    unit="barn-norr",
)
RECEPTION = Who(
    subject="handlaggare-8",
    client=Client.OFFICIAL,
    client_id="handlaggarstod",
    role=policy.CASEWORKER,
    unit="mottagning",
)
RECEPTION_HEAD = Who(
    subject="enhetschef-4",
    client=Client.OFFICIAL,
    client_id="handlaggarstod",
    role=policy.UNIT_HEAD,
    unit="mottagning",
)
OUTSIDER = Who(
    subject="handlaggare-11",
    client=Client.OFFICIAL,
    client_id="handlaggarstod",
    role=policy.CASEWORKER,
    unit="barn-syd",
)
UNIT_HEAD = Who(
    subject="enhetschef-2",
    client=Client.OFFICIAL,
    client_id="handlaggarstod",
    role=policy.UNIT_HEAD,
    unit="barn-norr",
)
SUBCOMMITTEE = Who(
    subject="utskott-1",
    client=Client.OFFICIAL,
    client_id="handlaggarstod",
    role=policy.SUBCOMMITTEE,
)
ANALYST = Who(
    subject="analytiker-1",
    client=Client.REPORTING,
    client_id="uppfoljning",
    role=policy.ANALYST,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody who calls."""

    e_service: Caller
    robot: Caller
    caseworker: Caller
    unit_head: Caller
    subcommittee: Caller
    reception: Caller
    reception_head: Caller
    outsider: Caller
    analyst: Caller


def gather(urls: Mapping[str, str], issuer: DevelopmentIssuer, http: httpx.Client) -> Cast:
    """Return everybody, each with a way to the services at ``urls`` and tokens of ``issuer``."""
    return Cast(
        e_service=Caller(E_SERVICE, urls, issuer, http),
        robot=Caller(ROBOT, urls, issuer, http),
        caseworker=Caller(CASEWORKER, urls, issuer, http),
        unit_head=Caller(UNIT_HEAD, urls, issuer, http),
        subcommittee=Caller(SUBCOMMITTEE, urls, issuer, http),
        reception=Caller(RECEPTION, urls, issuer, http),
        reception_head=Caller(RECEPTION_HEAD, urls, issuer, http),
        outsider=Caller(OUTSIDER, urls, issuer, http),
        analyst=Caller(ANALYST, urls, issuer, http),
    )
