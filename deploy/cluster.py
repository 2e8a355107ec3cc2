"""One PostgreSQL data folder of our own: made, started, found again, stopped."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil

from deploy.urls import DEFAULT_DATABASE

ADMINISTRATOR = "rodatraden_admin"
LONGEST_SOCKET_PATH = 103  # of Linux's 107 and macOS's 103, the lesser
SETTINGS: Mapping[str, str] = {
    "max_connections": "200",
    "max_prepared_transactions": "0",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "unix_socket_permissions": "0700",
}


class PostgresUnavailable(Exception):  # noqa: N818
    """There is no PostgreSQL to use; the message says what was tried and what to provide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A data folder, with the binaries that serve it.

    ``user`` is whom the server runs as when we are root, which PostgreSQL refuses to be.
    """

    home: Path  # data, socket and log; open to its owner only
    binaries: Path
    password: str = field(repr=False)
    user: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """The data folder proper."""
        return self.home / "data"

    @property
    def url(self) -> str:
        """The administrator's URL; on loopback it holds only until the server is stopped."""
        login = f"postgresql://{ADMINISTRATOR}:{self.password}@"
        if self._has_socket():
            return f"{login}/{DEFAULT_DATABASE}?host={quote(str(self.home), safe='')}"
        port = (self.data / "postmaster.pid").read_text().splitlines()[3]
        return f"{login}127.0.0.1:{port}/{DEFAULT_DATABASE}"

    def prepare(self) -> None:
        """Make the folder, open to the server's user only."""
        if not self.data.exists():
            self.home.mkdir(parents=True, exist_ok=True)
            self.home.chmod(0o700)
            self._give_away(self.home)

    def start(self) -> None:
        """Have the server running, and its data made the first time.

        Raises:
            PostgresUnavailable: it did not start; the message ends with what it said.
        """
        if self.is_running():
            return
        if not self.data.exists():
            self._initialise()
        self._write_settings()
        self._forget_reused_pid()
        log = self.home / "server.log"
        self._run("pg_ctl", "start", "-w", "-t", "60", "-D", str(self.data), "-l", str(log))

    def stop(self) -> None:
        """Stop the server, if it runs; its clients are disconnected."""
        if self.is_running():
            self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.data))

    def is_running(self) -> bool:
        """Say whether this folder's own server runs."""
        try:
            return Path(psutil.Process(self._noted_pid()).cwd()) == self.data.resolve()
        except (FileNotFoundError, psutil.Error):
            return False

    def _initialise(self) -> None:
        fresh, password_file = self.home / "data.new", self.home / "password.new"
        shutil.rmtree(fresh, ignore_errors=True)  # of an initdb that was interrupted
        password_file.touch(mode=0o600)
        password_file.write_text(self.password)
        self._give_away(password_file)
        login = ("-U", ADMINISTRATOR, "--auth=scram-sha-256", f"--pwfile={password_file}")
        try:
            self._run("initdb", "-D", str(fresh), "-E", "UTF8", "--no-locale", *login)
        finally:
            password_file.unlink()
        with (fresh / "postgresql.conf").open("a") as file:
            file.write("include 'rodatraden.conf'\n")
        fresh.rename(self.data)

    def _write_settings(self) -> None:
        place = {"listen_addresses": "", "unix_socket_directories": str(self.home), "port": "5432"}
        if not self._has_socket():
            port = str(free_port())
            place = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "port": port}
        settings = {**SETTINGS, **place, **self.settings}
        path = self.data / "rodatraden.conf"
        path.write_text("".join(f"{name} = {_quoted(settings[name])}\n" for name in settings))
        self._give_away(path)

    def _forget_reused_pid(self) -> None:
        """Remove a note of a crashed server whose pid another program has since been given.

        PostgreSQL sees to a dead pid itself, and must: it looks for surviving backends first.
        """
        try:
            taken = psutil.pid_exists(self._noted_pid())
        except FileNotFoundError:
            return
        here = str(self.data.resolve())
        if taken and not any(each.info["cwd"] == here for each in psutil.process_iter(["cwd"])):
            (self.data / "postmaster.pid").unlink()

    def _noted_pid(self) -> int:
        note = self.data / "postmaster.pid"
        words = note.read_text().split()
        return int(words[0]) if words and words[0].isdigit() else -1

    def _has_socket(self) -> bool:
        return len(os.fsencode(self.home / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH

    def _give_away(self, path: Path) -> None:
        if self.user is not None:
            entry = pwd.getpwnam(self.user)
            os.chown(path, entry.pw_uid, entry.pw_gid)

    def _run(self, program: str, *arguments: str) -> None:
        done = run_as(self.user, [str(self.binaries / program), *arguments], folder=self.home)
        if done.returncode:
            log = self.home / "server.log"
            said = done.stdout + (log.read_text() if program == "pg_ctl" and log.exists() else "")
            last = "\n".join(said.strip().splitlines()[-6:])
            raise PostgresUnavailable(f"{program} {arguments[0]} failed:\n{last}")


def run_as(
    user: str | None, command: list[str], *, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``command`` as ``user`` (None: as ourselves) in a bare environment; keep its words."""
    return subprocess.run(
        command,
        user=user,
        group=None if user is None else pwd.getpwnam(user).pw_gid,
        extra_groups=None if user is None else [],
        cwd=folder,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _quoted(value: str) -> str:
    doubled = value.replace("'", "''")
    return f"'{doubled}'"


def free_port() -> int:
    """Return a port on loopback that nobody listens on right now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
