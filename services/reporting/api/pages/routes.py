"""Every page of reporting, joined with the sessions of those who look."""

from services.reporting.api.pages.cookies import Cookies
from services.reporting.api.pages.delegation_routes import delegation_pages
from services.reporting.api.pages.delivered_routes import delivered_pages
from services.reporting.api.pages.figure_routes import figure_pages
from services.reporting.api.pages.flow_routes import flow_pages
from services.reporting.api.pages.gate import PageRouter
from services.reporting.api.pages.isu_routes import isu_pages
from services.reporting.api.pages.login_routes import Desk, login_routes
from services.reporting.api.pages.meeting_routes import meeting_pages
from services.reporting.api.pages.start_routes import start_pages
from services.reporting.api.pages.static_routes import static_pages
from services.reporting.api.pages.thread_routes import thread_pages
from services.reporting.api.pages.unexecuted_routes import unexecuted_pages
from services.reporting.api.pages.warning_routes import warning_pages
from services.reporting.api.pages.watch_routes import watch_pages
from services.reporting.application.logins import Logins
from services.reporting.application.sessions import Sessions
from shared.access.oidc import LoginClient
from shared.kernel.store import Store


def page_routes(store: Store, client: LoginClient | None, public_url: str) -> PageRouter:
    """Return the pages; nobody can log in where there is no ``client``."""
    sessions, cookies = Sessions(store), Cookies(public_url.startswith("https:"))
    router = PageRouter(sessions, cookies)
    static_pages(router)
    login_routes(router, Desk(client, Logins(store), sessions, cookies, public_url))
    start_pages(router)
    thread_pages(router)
    watch_pages(router)
    warning_pages(router)
    unexecuted_pages(router)
    delivered_pages(router)
    delegation_pages(router)
    meeting_pages(router)
    flow_pages(router)
    isu_pages(router)
    figure_pages(router)
    return router
