"""The development log-in, joined from its environment."""

from collections.abc import Mapping
from pathlib import Path

from starlette.applications import Starlette

from deploy.login.app import DevelopmentLogin, create_app
from shared.access.issuer import DevelopmentIssuer


def create(env: Mapping[str, str]) -> Starlette:
    """Return the app, which signs with the key in a folder of its own.

    Raises:
        NotTheDevelopmentIssuer: ``env`` names a real issuer.
    """
    issuer = DevelopmentIssuer.open(
        Path(env["RODATRADEN_ISSUER_FOLDER"]),
        issuer=env["RODATRADEN_ISSUER"],
        audience=env["RODATRADEN_AUDIENCE"],
    )
    url, callback = env["RODATRADEN_PUBLIC_URL"], env["RODATRADEN_LOGIN_CALLBACK"]
    return create_app(DevelopmentLogin(issuer, url, callback))
