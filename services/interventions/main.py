"""Interventions' composition root: the one place where its parts meet."""

from fastapi import FastAPI

from services.interventions.api import isu_routes, reading_routes, routes
from services.interventions.api.correcting import correctables
from services.interventions.api.delay_routes import delay_routes
from services.interventions.application.lawful import Law
from services.interventions.application.storage import CODEC
from services.interventions.projections.goals import GOALS
from services.interventions.projections.interventions import INTERVENTIONS
from services.interventions.projections.persons import PERSONS
from services.interventions.reactions.follow_the_correction import follow_the_correction
from services.interventions.reactions.follow_the_decision import follow_the_decision
from shared.catalogue import catalogue
from shared.http.correction_routes import correction_routes
from shared.http.info import ApiInfo
from shared.kernel.settings import Settings
from shared.process.process import Process

PROJECTIONS = (INTERVENTIONS, GOALS, PERSONS)


def create_app(settings: Settings) -> FastAPI:
    """Build the app on the store and the file keys that ``settings`` names.

    Raises:
        MasterKeyRefused: there is no usable master key.
        CatalogueFaulty: the catalogue cannot be used.
    """
    process = Process(settings, service="interventions", codec=CODEC, projections=PROJECTIONS)
    process.react(follow_the_decision(Law(catalogue())), follow_the_correction())
    routers = [
        routes.ROUTER,
        isu_routes.ROUTER,
        reading_routes.ROUTER,
        reading_routes.note_routes(process.keys),
        delay_routes(process.keys),
        correction_routes(correctables(catalogue()), CODEC, process.keys),
    ]
    return process.app(_api(settings.public_url), routers)


def _api(public_url: str) -> ApiInfo:
    return ApiInfo(
        name="interventions",
        title="Insats",
        description="Insatser, från att de beviljas eller öppnas till att de avslutas: "
        "tilldelning, erbjudande, verkställighet, avbrott, mål, uppföljning och metod, med "
        "omfattning och mätningar. En "
        "beviljad insats öppnas när beslutet är fattat; utan behovsprövning öppnas den här. "
        "Texter läses bara på sin egen adress. Känd begränsning: anonymt deltagande i insatser "
        "utan behovsprövning registreras inte.",
        description_en="Interventions, from granted or opened to ended: assignment, offer, "
        "execution, interruption, goals, follow-up and method. A granted one opens when the "
        "decision is made; one without needs assessment is opened here. Texts are read at an "
        "address of their own. Known limitation: anonymous participation without needs "
        "assessment is not registered.",
        public_url=public_url,
        tags={
            "Insats": "Insatser, deras mål och vad som inte har verkställts.",
            "Uppföljning (ISU)": "Behov, orsak, omfattning, mätningar och den enskildes svar.",
            "Rättelser": "Uppgifter som registrerats fel, och det den enskilde anser är fel.",
            "Texter": "Mål, skäl, uppföljningar och den enskildes egen syn i klartext.",
        },
    )
