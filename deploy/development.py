"""A deployment on one machine: its keys, its tokens' issuer, and how each service is to run."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from deploy.checkpoint_keys import CheckpointFiles
from deploy.cluster import free_port
from deploy.launcher import Plan
from deploy.login.codes import CLIENT_ID
from deploy.migrate import Deployment
from deploy.roles import REGISTRAR, REPORTING, SEALING, SERVICES, VAULT
from deploy.secret_files import write_private
from deploy.serve import LOGIN, PORTS
from shared.access.issuer import DEVELOPMENT_ISSUER, DevelopmentIssuer
from shared.vault.master import make_master_key_file

AUDIENCE = "rodatraden"
KEYS_IN_FILES = (
    "RODATRADEN_MASTER_KEY",
    "RODATRADEN_CHECKPOINT_KEY",
    "RODATRADEN_WEBHOOK_KEY",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whose tokens the services believe."""

    issuer: str
    audience: str
    jwks: str


def trust(var: Path, env: Mapping[str, str]) -> Trust:
    """Return the issuer that the environment names, else the development issuer of ``var``."""
    issuer = env.get("RODATRADEN_ISSUER", DEVELOPMENT_ISSUER)
    audience = env.get("RODATRADEN_AUDIENCE", AUDIENCE)
    if issuer != DEVELOPMENT_ISSUER:
        return Trust(issuer=issuer, audience=audience, jwks=env.get("RODATRADEN_JWKS", ""))
    jwks = development_issuer(var, env).jwks_path
    return Trust(issuer=issuer, audience=audience, jwks=str(jwks))


def development_issuer(var: Path, env: Mapping[str, str]) -> DevelopmentIssuer:
    """Return the issuer that signs for demo, tests and this command.

    Raises:
        NotTheDevelopmentIssuer: the environment names a real one.
    """
    return DevelopmentIssuer.open(
        issuer_folder(var),
        issuer=env.get("RODATRADEN_ISSUER", DEVELOPMENT_ISSUER),
        audience=env.get("RODATRADEN_AUDIENCE", AUDIENCE),
    )


def issuer_folder(var: Path) -> Path:
    """Return where the development issuer keeps its key."""
    return var.resolve() / "issuer"


def make_plans(
    target: Deployment, believed: Trust, var: Path, env: Mapping[str, str]
) -> list[Plan]:
    """Return how to run each service, on its usual port or, if so asked, on any free one."""
    free = env.get("RODATRADEN_PORTS") == "free"
    return [
        Plan(
            name=service,
            port=port,
            log=var / "log" / f"{service}.log",
            environment=service_environment(service, target, believed, var, port),
        )
        for service in SERVICES
        for port in [free_port() if free else PORTS[service]]
    ]


def with_login(
    plans: list[Plan], believed: Trust, var: Path, env: Mapping[str, str]
) -> list[Plan]:
    """Return ``plans`` with the development log-in beside them, where its issuer is believed."""
    if believed.issuer != DEVELOPMENT_ISSUER:
        return plans
    port = free_port() if env.get("RODATRADEN_PORTS") == "free" else PORTS[LOGIN]
    url = f"http://127.0.0.1:{port}"
    reporting = next(plan for plan in plans if plan.name == "reporting")
    told = {
        "RODATRADEN_LOGIN_DISCOVERY": f"{url}/.well-known/openid-configuration",
        "RODATRADEN_LOGIN_CLIENT_ID": CLIENT_ID,
    }
    environment = {
        "RODATRADEN_ISSUER": believed.issuer,
        "RODATRADEN_AUDIENCE": believed.audience,
        "RODATRADEN_ISSUER_FOLDER": str(issuer_folder(var)),
        "RODATRADEN_LOGIN_CALLBACK": f"{reporting.url}/pages/callback",
        "RODATRADEN_PUBLIC_URL": url,
    }
    login = Plan(name=LOGIN, port=port, log=var / "log" / "login.log", environment=environment)
    seen = replace(reporting, environment={**reporting.environment, **told})
    return [login, *(seen if plan is reporting else plan for plan in plans)]


def service_environment(
    service: str, target: Deployment, believed: Trust, var: Path, port: int
) -> dict[str, str]:
    """Return what ``service`` is told: its own logins, and file keys only if it seals.

    Each may sign the ledger, so that one does whichever of them run.
    """
    checkpoints = CheckpointFiles.of(var, target.database)
    environment = {
        "RODATRADEN_STORE_URL": target.url_for(service),
        "RODATRADEN_REGISTRAR_URL": target.url_for(REGISTRAR),
        "RODATRADEN_ISSUER": believed.issuer,
        "RODATRADEN_AUDIENCE": believed.audience,
        "RODATRADEN_JWKS": believed.jwks,
        "RODATRADEN_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "RODATRADEN_CHECKPOINT_KEY_FILE": str(checkpoints.made(f"rodatraden/{target.database}")),
        "RODATRADEN_CHECKPOINT_FILE": str(checkpoints.anchor.path),
    }
    if service == REPORTING:
        environment["RODATRADEN_WEBHOOK_KEY_FILE"] = str(_key_file(var, "webhook.key"))
    if service in SEALING:
        environment["RODATRADEN_KEYS_URL"] = target.url_for(VAULT)
        environment["RODATRADEN_MASTER_KEY_FILE"] = str(master_key_file(var))
        environment["RODATRADEN_EPOCH_SECRETS"] = str(epoch_secrets(var, target.database))
    return environment


def write_environments(
    target: Deployment, folder: Path, var: Path, env: Mapping[str, str]
) -> list[Path]:
    """Write each service's environment to a file of its own, for its owner only.

    The keys themselves are among them: whoever reads such a file for a service need not let
    the service read any.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = []
    for service in SERVICES:
        told = service_environment(service, target, trust(var, env), var, PORTS[service])
        for name in KEYS_IN_FILES:
            key_file = told.pop(f"{name}_FILE", None)
            if key_file is not None:
                told[name] = Path(key_file).read_text().strip()
        path = folder / f"{service}.env"
        write_private(path, "".join(f"{name}={value}\n" for name, value in told.items()))
        written.append(path)
    return written


def epoch_secrets(var: Path, database: str) -> Path:
    """Return the folder of the secrets that one database's keys need beside the master key."""
    return var.resolve() / "epoch-secrets" / database


def master_key_file(var: Path) -> Path:
    """Return the file of this machine's master key, made the first time."""
    return _key_file(var, "master.key")


def _key_file(var: Path, name: str) -> Path:
    path = var.resolve() / name
    if not path.exists():
        make_master_key_file(path)
    return path
