"""The command `rodatraden` says what it can do, and its exit codes mean something."""

import json
import re
from pathlib import Path

import pytest

from deploy.cli import main
from deploy.development import AUDIENCE
from shared.access.issuer import DEVELOPMENT_ISSUER
from shared.access.keys import IssuerKeys
from shared.access.tokens import TokenReader
from shared.kernel.context import Client

VERBS = ["up", "demo", "migrate", "rebuild", "thread", "events", "token", "calendar", "clocks"]
VERBS += ["access-log", "reviews", "verify-access-log", "review-facts"]
VERBS += ["keep-access-log", "purge-access-log", "export-file"]
VERBS += ["checkpoint", "renew-key", "countersign", "export-ledger", "verify", "export"]
VERBS += ["simulate"]
THREAD = "01926f3e-8a10-7000-8000-000000000001"


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the command's folder be an empty one, whatever the surroundings say."""
    monkeypatch.setenv("RODATRADEN_VAR", str(tmp_path))
    for name in ("RODATRADEN_ISSUER", "RODATRADEN_TOKEN", "RODATRADEN_REPORTING_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def exit_code(*arguments: str) -> int:
    """Return what the command ends with, however it ends."""
    try:
        return main([*arguments])
    except SystemExit as ended:
        return int(ended.code or 0)


def test_help_teaches_every_verb_and_every_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("--help") == 0
    said = capsys.readouterr().out
    assert all(re.search(rf"^    {verb}\s", said, re.MULTILINE) for verb in VERBS)
    assert all(f"{code}  " in said for code in (0, 1, 2, 3, 4, 130))


@pytest.mark.parametrize("verb", VERBS)
def test_help_for_a_verb_ends_with_an_example(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(verb, "--help") == 0
    example = capsys.readouterr().out.rstrip().splitlines()[-1]
    assert f"rodatraden {verb}" in example


@pytest.mark.parametrize(
    "arguments", [[], ["dance"], ["thread", "not-an-id"], ["events", "--limit", "0"]]
)
def test_what_is_wrongly_asked_ends_with_2(arguments: list[str]) -> None:
    assert exit_code(*arguments) == 2


def test_a_database_url_of_another_engine_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RODATRADEN_DATABASE_URL", "mysql://root:s3cret@localhost/x")
    assert exit_code("migrate") == 2
    assert "s3cret" not in capsys.readouterr().err


def test_a_server_that_does_not_answer_ends_with_4(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RODATRADEN_DATABASE_URL", "postgresql://a:b@127.0.0.1:1/store")
    assert exit_code("migrate") == 4


@pytest.mark.parametrize(
    "asked",
    [
        ["thread", THREAD],
        ["clocks", THREAD],
        ["clocks", "--authority", "--unit", "kansli"],
        ["events"],
        ["access-log", THREAD],
        ["reviews"],
    ],
)
def test_services_that_are_not_running_end_with_4(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(*asked) == 4
    assert "rodatraden up" in capsys.readouterr().err


@pytest.mark.parametrize(
    "asked",
    [["clocks"], ["clocks", THREAD, "--authority"], ["clocks", THREAD, "--unit", "kansli"]],
)
def test_clocks_of_a_thread_or_of_the_authority_and_not_of_both(asked: list[str]) -> None:
    assert exit_code(*asked) == 2


def test_services_that_no_longer_answer_end_with_4(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RODATRADEN_REPORTING_URL", "http://127.0.0.1:1")
    assert exit_code("events") == 4


async def test_a_token_gives_its_role_all_that_the_role_may(
    var: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code("token", "--role", "unit-head", "--unit", "barn-norr") == 0
    token = capsys.readouterr().out.strip()
    keys = IssuerKeys(var / "issuer" / "issuer-jwks.json")
    reader = TokenReader(issuer=DEVELOPMENT_ISSUER, audience=AUDIENCE, keys=keys)
    caller = await reader.authenticate(token)
    assert (caller.actor.role, caller.actor.client) == ("unit-head", Client.OFFICIAL)
    assert caller.actor.unit == "barn-norr"
    assert {"intake:handle", "investigation:decide", "reporting:read"} <= caller.scopes
    assert "intake:report" not in caller.scopes


@pytest.mark.parametrize("order", [["--json", "token"], ["token", "--json"]])
def test_every_output_can_be_had_as_json(
    order: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(*order) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"token", "role", "scopes"}


def test_no_token_is_signed_in_the_name_of_a_real_issuer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RODATRADEN_ISSUER", "https://login.example")
    assert exit_code("token") == 2
