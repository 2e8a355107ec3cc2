"""Routes of the pages of systematic follow-up: the chains of one person, with their scores."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from starlette.responses import RedirectResponse

from services.reporting.api.isu_routes import seen_chains
from services.reporting.api.isu_schemas import shown_of
from services.reporting.api.pages.gate import PAGES, PageRouter, ViewOf
from services.reporting.api.pages.isu_view import view_of
from services.reporting.api.pages.thread_routes import id_written
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from shared.catalogue import catalogue
from shared.kernel.shown import NOBODY

RIGHT = "reporting:read"


def isu_pages(router: PageRouter) -> None:
    """Add the pages of systematic follow-up."""

    @router.page("/isu", rights=RIGHT)
    async def find_isu(
        view: ViewOf, id: Annotated[str | None, Query(max_length=64)] = None
    ) -> Response:
        """Hitta en persons systematiska uppföljning."""
        if id is not None:
            found = RedirectResponse(f"{view.root}{PAGES}/isu/{id_written(id)}", 303)
            return await view.file(found, shows=NOBODY)
        return await view.render("isu.html", models=(THREAD_ENTRIES.name,), shows=NOBODY)

    @router.page("/isu/{any_id}", rights=RIGHT)
    async def read_isu(any_id: UUID, view: ViewOf) -> Response:
        """Systematisk uppföljning: kedjan från behov till resultat."""
        chains = await seen_chains(view, any_id, None)
        return await view.render(
            "isu_chains.html",
            models=(THREAD_ENTRIES.name,),
            shows=shown_of(chains),
            person=chains[0].person_id,
            views=[view_of(n, each, catalogue()) for n, each in enumerate(chains, start=1)],
        )
