"""What pages are dressed in: one style sheet and one icon, served by us."""

from fastapi import Response

from services.reporting.api.pages.gate import PageRouter
from services.reporting.api.pages.rendering import ICON, STYLE

CACHED = {"cache-control": "public, max-age=300"}


def static_pages(router: PageRouter) -> None:
    """Add the style sheet and the icon."""
    style, icon = STYLE.read_bytes(), ICON.read_bytes()

    @router.open_page("/style.css")
    async def style_sheet() -> Response:
        """Stilmallen."""
        return Response(style, media_type="text/css", headers=CACHED)

    @router.open_page("/icon.svg")
    async def page_icon() -> Response:
        """Ikonen."""
        return Response(icon, media_type="image/svg+xml", headers=CACHED)
