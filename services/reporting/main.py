"""Reporting's composition root: the one place where its parts meet. It is given no keys."""

from fastapi import FastAPI

from services.reporting.api.clock_routes import clock_routes, duty_routes
from services.reporting.api.delegation_routes import delegation_routes
from services.reporting.api.delivery_routes import delivery_routes
from services.reporting.api.feed_routes import feed_routes
from services.reporting.api.figure_routes import figure_routes
from services.reporting.api.flow_routes import flow_routes
from services.reporting.api.isu_routes import isu_routes
from services.reporting.api.look_routes import look_routes
from services.reporting.api.meeting_routes import delegation_list_routes, meeting_routes
from services.reporting.api.nuso_routes import nuso_routes
from services.reporting.api.pages.routes import page_routes
from services.reporting.api.proof_routes import proof_routes
from services.reporting.api.publication_routes import publication_routes
from services.reporting.api.review_routes import review_routes
from services.reporting.api.routes import open_matter_routes, thread_routes
from services.reporting.api.unexecuted_routes import unexecuted_routes
from services.reporting.api.warning_routes import warning_routes
from services.reporting.api.watch_routes import watch_routes
from services.reporting.api.webhook_set_up import webhooks
from services.reporting.application.looks_sealed import LooksSealer
from services.reporting.application.reviews import Reviewer
from services.reporting.application.storage import CODEC
from services.reporting.projections.delivered_reports import DELIVERED_REPORTS
from services.reporting.projections.figure_keeping import FIGURE_FACTS
from services.reporting.projections.granted_decisions import GRANTED_DECISIONS
from services.reporting.projections.meetings import MEETINGS
from services.reporting.projections.moved_matters import MOVED_MATTERS
from services.reporting.projections.open_matters import OPEN_MATTERS
from services.reporting.projections.passages import PASSAGES
from services.reporting.projections.published_figures import PUBLISHED_FIGURES
from services.reporting.projections.sent_warnings import SENT_WARNINGS
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from services.reporting.projections.watching import WATCH_LIST
from services.reporting.reactions.warn import Warner
from shared.eventstore.merged_persons import merged_persons
from shared.http.info import ApiInfo
from shared.kernel.settings import Settings
from shared.process.process import Process

PROJECTIONS = (
    THREAD_ENTRIES,
    merged_persons("reporting"),
    MOVED_MATTERS,
    OPEN_MATTERS,
    GRANTED_DECISIONS,
    DELIVERED_REPORTS,
    MEETINGS,
    SENT_WARNINGS,
    PUBLISHED_FIGURES,
)
DERIVATIONS = (WATCH_LIST, FIGURE_FACTS, PASSAGES)


def create_app(settings: Settings) -> FastAPI:
    """Build the app on the store that ``settings`` names."""
    process = Process(
        settings,
        service="reporting",
        codec=CODEC,
        projections=PROJECTIONS,
        derivations=DERIVATIONS,
    )
    process.work(Warner(process.store), LooksSealer(process.store))
    routers = [thread_routes(), clock_routes(), duty_routes(), open_matter_routes()]
    routers += [watch_routes(), warning_routes(), delegation_routes(), flow_routes()]
    routers += [meeting_routes(), delegation_list_routes()]
    routers += [unexecuted_routes(), delivery_routes(), feed_routes(), proof_routes()]
    routers += [isu_routes(), nuso_routes()]
    routers += [look_routes(), review_routes(_reviewer(settings))]
    routers += [figure_routes(), publication_routes()]
    hooks, gauges = webhooks(process, settings)
    routers.append(hooks)
    pages = page_routes(process.store, process.login, settings.public_url)
    return process.app(_api(settings.public_url), routers, gauges=gauges, pages=[pages])


def _reviewer(settings: Settings) -> Reviewer:
    return Reviewer(settings.review_key.encode() if settings.review_key else None)


def _api(public_url: str) -> ApiInfo:
    return ApiInfo(
        name="reporting",
        title="Uppföljning",
        description="Visar den röda tråden genom alla tjänster, vad som är öppet, och ett "
        "händelseflöde efter position. Innehåller pseudonymer och koder, aldrig namn, "
        "personnummer eller fritext; tjänsten har inga nycklar.",
        description_en="Shows the red thread across the services, what is open, and a feed of "
        "events by position. Pseudonyms and codes only; the service holds no keys.",
        public_url=public_url,
        version="0.2.0",
        tags={
            "Röd tråd": "Varje statusändring i ett ärende, genom alla tjänster.",
            "Frister": "Varje frist i ett ärende, förklarad, som den såg ut när som helst.",
            "Bevakningar": "Vad som snart ska vara gjort, vad som passerat och vad som ligger.",
            "Delegation": "Vem som beslutade, om den fick det enligt den dagens ordning, "
            "och vad varje sammanträde får veta.",
            "Ej verkställda beslut": "Beviljade beslut som väntar, kvartalsrapporten och det som "
            "har lämnats.",
            "Mått": "Varje siffra efter sin definition: samma fråga ger samma svar.",
            "ISU": "Individbaserad systematisk uppföljning: från behov till resultat.",
            "Flöde": "Kön, tiden i varje skede, in- och utflöde, och en framskrivning.",
            "Öppna ärenden": "Vad som är öppet nu, och var.",
            "Händelseflöde": "Publicerade händelser som CloudEvents.",
            "Webhookar": "Publicerade händelser, skickade till den som prenumererar.",
            "Åtkomstlogg": "Vem som har sett uppgifter om en person, och granskningen av det.",
            "Bevis": "Kontrollpunkter och bevis för att liggaren är vad den var.",
        },
    )
