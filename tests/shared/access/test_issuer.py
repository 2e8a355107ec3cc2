"""The development issuer: for demo and tests, and never in a real issuer's name."""

import json
from pathlib import Path

import pytest

from shared.access.issuer import DEVELOPMENT_ISSUER, DevelopmentIssuer, NotTheDevelopmentIssuer
from shared.access.keys import IssuerKeys
from shared.access.tokens import TokenReader
from shared.kernel.context import Client


def opened(folder: Path) -> DevelopmentIssuer:
    return DevelopmentIssuer.open(folder, issuer=DEVELOPMENT_ISSUER, audience="rodatraden")


def issued(issuer: DevelopmentIssuer) -> str:
    return issuer.issue(
        subject="robot-1",
        client_kind="robot",
        roles=["robot"],
        scopes=["intake:work"],
        client_id="intake-robot",
    )


async def test_its_tokens_are_believed_by_who_reads_its_keys(tmp_path: Path) -> None:
    issuer = opened(tmp_path / "issuer")
    assert issuer.jwks_path is not None
    reader = TokenReader(
        issuer=DEVELOPMENT_ISSUER, audience="rodatraden", keys=IssuerKeys(issuer.jwks_path)
    )
    caller = await reader.authenticate(issued(issuer))
    assert caller.actor.client is Client.ROBOT
    assert caller.scopes == {"intake:work"}


async def test_it_keeps_its_key(tmp_path: Path) -> None:
    assert opened(tmp_path).jwks() == opened(tmp_path).jwks()


def test_its_key_is_its_owners_only_and_not_among_what_it_publishes(tmp_path: Path) -> None:
    issuer = opened(tmp_path)
    [key_path] = tmp_path.glob("issuer-key.json")
    assert key_path.stat().st_mode & 0o777 == 0o600
    private = json.loads(key_path.read_text())["d"]
    assert issuer.jwks_path is not None
    assert private not in issuer.jwks_path.read_text()


def test_a_key_that_others_could_have_read_is_not_used(tmp_path: Path) -> None:
    opened(tmp_path)
    (tmp_path / "issuer-key.json").chmod(0o644)
    with pytest.raises(PermissionError):
        opened(tmp_path)


@pytest.mark.parametrize("issuer", ["https://login.example.se", ""])
def test_it_refuses_to_sign_when_the_services_trust_another(tmp_path: Path, issuer: str) -> None:
    with pytest.raises(NotTheDevelopmentIssuer):
        DevelopmentIssuer.open(tmp_path, issuer=issuer, audience="rodatraden")
    assert list(tmp_path.iterdir()) == []
