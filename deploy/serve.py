"""One service as a process: ``python -m deploy.serve intake --port 8101``.

Also uvicorn factories: ``uvicorn --factory deploy.serve:intake``. Either way the settings come
from the environment.
"""

import argparse
import os
import signal
import sys
import threading
from importlib import import_module

import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette

from deploy.roles import SEALING, SERVICES
from shared.http.logs import log_as_json
from shared.kernel.settings import SettingsAtFault, read_settings

LOGIN = "login"  # the development log-in, which is no service
PORTS = {
    LOGIN: 8100,
    "intake": 8101,
    "investigation": 8102,
    "interventions": 8103,
    "reporting": 8104,
}
SECONDS_TO_FINISH = 10


def intake() -> FastAPI:
    """Build intake."""
    return _build("intake")


def investigation() -> FastAPI:
    """Build investigation."""
    return _build("investigation")


def interventions() -> FastAPI:
    """Build interventions."""
    return _build("interventions")


def reporting() -> FastAPI:
    """Build reporting."""
    return _build("reporting")


def login() -> Starlette:
    """Build the development log-in."""
    app: Starlette = import_module("deploy.login.main").create(os.environ)
    return app


def main() -> int:
    """Serve one service until told to stop; return 2 when its settings are at fault."""
    parser = argparse.ArgumentParser(prog="python -m deploy.serve", description=__doc__)
    parser.add_argument("service", choices=(*SERVICES, LOGIN))
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, help="8100-8104 by default")
    parser.add_argument("--until-stdin-closes", action="store_true", help="stop with the parent")
    asked = parser.parse_args()
    log_as_json()
    if asked.until_stdin_closes:
        threading.Thread(target=_stop_with_parent, daemon=True).start()
    try:
        app = login() if asked.service == LOGIN else _build(asked.service)
    except SettingsAtFault as failed:
        sys.stderr.writelines(f"{fault}\n" for fault in failed.faults)
        return 2
    uvicorn.run(
        app,
        host=asked.host,
        port=asked.port or PORTS[asked.service],
        log_config=None,
        access_log=False,  # shared.http writes its own, without query strings
        server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    return 0


def _build(service: str) -> FastAPI:
    settings = read_settings(os.environ, seals=service in SEALING)
    app: FastAPI = import_module(f"services.{service}.main").create_app(settings)
    return app


def _stop_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
