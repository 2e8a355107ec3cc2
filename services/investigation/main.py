"""Investigation's composition root: the one place where its parts meet."""

from fastapi import FastAPI

from services.investigation.api import course_routes, decision_routes, routes
from services.investigation.api.correcting import correctables
from services.investigation.api.note_routes import note_routes
from services.investigation.application.storage import CODEC
from services.investigation.projections.decisions import DECISIONS
from services.investigation.projections.investigations import INVESTIGATIONS
from services.investigation.reactions.take_over_from_intake import take_over_from_intake
from shared.catalogue import catalogue
from shared.http.correction_routes import correction_routes
from shared.http.info import ApiInfo
from shared.kernel.settings import Settings
from shared.process.process import Process

PROJECTIONS = (INVESTIGATIONS, DECISIONS)


def create_app(settings: Settings) -> FastAPI:
    """Build the app on the store and the file keys that ``settings`` names.

    Raises:
        MasterKeyRefused: there is no usable master key.
        CatalogueFaulty: the catalogue cannot be used.
    """
    process = Process(settings, service="investigation", codec=CODEC, projections=PROJECTIONS)
    process.react(take_over_from_intake(catalogue()))
    routers = [
        routes.ROUTER,
        course_routes.ROUTER,
        decision_routes.ROUTER,
        note_routes(process.keys),
        *(correction_routes(each, CODEC, process.keys) for each in correctables(catalogue())),
    ]
    return process.app(_api(settings.public_url), routers)


def _api(public_url: str) -> ApiInfo:
    return ApiInfo(
        name="investigation",
        title="Utredning",
        description="Utredningar, från att de inleds till beslut och avslut. En utredning "
        "inleds när en förhandsbedömning har avslutats så; den kan inte inledas härifrån. "
        "Texter läses bara på sina egna adresser. Känd begränsning: belopp prövas inte mot "
        "delegationsordningen.",
        description_en="Investigations, from opening to decision and closing. One is opened "
        "when intake's preliminary assessment ends so; it cannot be opened from here. Texts "
        "are read at addresses of their own. Known limitation: amounts are not tried against "
        "the delegation order.",
        public_url=public_url,
        tags={
            "Utredning": "Utredningar och det som görs i dem.",
            "Ärendets gång": "Omständigheter som frister räknas från och till.",
            "Beslut": "Beslut som fattats i en utredning, och överklaganden.",
            "Rättelser": "Uppgifter som registrerats fel, och det den enskilde anser är fel.",
            "Texter": "Planer, anteckningar och motiveringar i klartext.",
        },
    )
