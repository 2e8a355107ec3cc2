"""On what it was measured, and with which versions."""

import os
import platform
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import psutil
import psycopg

from deploy.launcher import ROOT
from deploy.postgres import given_url
from deploy.urls import with_database
from shared.kernel.clock import now

GIB = 1024**3
PACKAGES = ("psycopg", "eventsourcing", "fastapi", "uvicorn", "msgspec")
SETTINGS = ("fsync", "synchronous_commit", "wal_sync_method", "shared_buffers")


def facts(admin_url: str) -> dict[str, str]:
    """Return what a reader must know to judge the figures."""
    with psycopg.connect(with_database(admin_url, "postgres")) as connection:
        server = connection.info.parameter_status("server_version")
        settings = [
            f"{name} {connection.execute(f'SHOW {name}').fetchall()[0][0]}" for name in SETTINGS
        ]
    where = "given by URL" if given_url(os.environ) else "the embedded server"
    return {
        "date": f"{now():%Y-%m-%d %H:%M} UTC",
        "commit": _commit(),
        "machine": f"{_processor()}, {psutil.cpu_count()} cores, {_memory():.0f} GiB,"
        f" {platform.system()} {platform.release()}",
        "load before": f"{os.getloadavg()[0]:.1f} (one minute's average: what others were doing)",
        "Python": platform.python_version(),
        "PostgreSQL": f"{server} ({where}); {', '.join(settings)}",
        **{name: version(name) for name in PACKAGES},
    }


def versions_line(known: Mapping[str, str]) -> str:
    """Return the packages' versions in one line."""
    return ", ".join(f"{name} {known[name]}" for name in PACKAGES)


def _memory() -> float:
    return psutil.virtual_memory().total / GIB


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "unknown"
