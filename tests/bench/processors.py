"""Processor time: what a machine busy with other things disturbs least."""

from collections.abc import Iterable

import psutil
import psycopg


class Processors:
    """Counts the time of some processes, and of the server where it is on this machine."""

    def __init__(self, admin_url: str) -> None:
        with psycopg.connect(admin_url) as connection:
            self._server = _parent_of(connection.info.backend_pid)

    def spent(self, pids: Iterable[int]) -> float:
        """Return the seconds spent so far by ``pids`` and the server with all its processes."""
        total = sum(_own(psutil.Process(pid)) for pid in pids)
        if self._server is not None:
            times = self._server.cpu_times()
            total += _own(self._server) + times.children_user + times.children_system
            total += sum(map(_own, self._server.children()))
        return total


def _own(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:  # its parent counts it from now on
        return 0.0
    return float(times.user + times.system)


def _parent_of(backend: int) -> psutil.Process | None:
    try:
        parent = psutil.Process(backend).parent()
    except psutil.NoSuchProcess:
        return None
    return parent if parent is not None and parent.name().startswith("postgres") else None
