"""Intake's composition root: the one place where its parts meet."""

from collections.abc import Sequence

from fastapi import FastAPI

from services.intake.api.administration_routes import (
    TAG as ADMINISTRATIVE,
)
from services.intake.api.administration_routes import (
    administration_reading_routes,
    administration_routes,
)
from services.intake.api.correcting import correctables
from services.intake.api.disclosure_routes import DISCLOSING, disclosure_routes
from services.intake.api.disposal_reading_routes import disposal_reading_routes
from services.intake.api.disposal_routes import disposal_routes
from services.intake.api.guarding_routes import TAG, glass_routes, guarding_routes
from services.intake.api.ivo_routes import ivo_routes
from services.intake.api.matter_routes import matter_routes
from services.intake.api.person_routes import person_routes
from services.intake.api.reading_routes import reading_routes
from services.intake.api.robot_routes import WORKLISTS, robot_routes
from services.intake.api.submission_routes import submission_routes
from services.intake.api.who_is_who import who_is_who_routes
from services.intake.application.administration import Duties
from services.intake.application.disclosing import Disclosing
from services.intake.application.disposal.births import Births
from services.intake.application.disposal.drawing_up import DrawingUp
from services.intake.application.disposal.standing import Standings
from services.intake.application.guarding import Glass
from services.intake.application.matters import Matters
from services.intake.application.person_register import PersonRegister
from services.intake.application.reading import Reader
from services.intake.application.reception import Reception
from services.intake.application.storage import CODEC
from services.intake.application.who_is_who import WhoIsWho
from services.intake.projections.administrative_matters import ADMINISTRATIVE_MATTERS_PROJECTION
from services.intake.projections.disclosures import DISCLOSURES_PROJECTION
from services.intake.projections.disposal_lists import DISPOSAL_LISTS_PROJECTION
from services.intake.projections.filed_matters import FILED_MATTERS_PROJECTION
from services.intake.projections.glass_breakings import GLASS_BREAKINGS_PROJECTION
from services.intake.projections.intakes import INTAKES_PROJECTION
from services.intake.projections.open_investigations import OPEN_INVESTIGATIONS_PROJECTION
from services.intake.projections.opposed_pairs import OPPOSED_PAIRS_PROJECTION
from services.intake.projections.persons import PERSONS_PROJECTION
from services.intake.projections.relations import RELATIONS_PROJECTION
from services.intake.projections.work_items import WORK_ITEMS_PROJECTION
from shared.access.cases import CasePolicy
from shared.catalogue import catalogue
from shared.eventstore.merged_persons import merged_persons
from shared.http.correction_routes import correction_routes
from shared.http.edge import EdgeRouter
from shared.http.info import ApiInfo
from shared.http.worklists import WORKLIST_TAGS, worklist_gauges
from shared.kernel.settings import Settings
from shared.process.process import Process
from shared.vault.vault import Vault

PROJECTIONS = (
    merged_persons("intake"),
    INTAKES_PROJECTION,
    PERSONS_PROJECTION,
    RELATIONS_PROJECTION,
    OPEN_INVESTIGATIONS_PROJECTION,
    WORK_ITEMS_PROJECTION,
    FILED_MATTERS_PROJECTION,
    DISPOSAL_LISTS_PROJECTION,
    DISCLOSURES_PROJECTION,
    GLASS_BREAKINGS_PROJECTION,
    OPPOSED_PAIRS_PROJECTION,
    ADMINISTRATIVE_MATTERS_PROJECTION,
)


def create_app(settings: Settings) -> FastAPI:
    """Build the app on the store and the vault that ``settings`` name."""
    process = Process(
        settings, service="intake", codec=CODEC, projections=PROJECTIONS, has_claims=True
    )
    gauges = worklist_gauges(process.store, WORKLISTS)
    routers = _routers(process.keys, process.policy)
    return process.app(_info(settings.public_url), routers, gauges=gauges)


def _routers(vault: Vault, policy: CasePolicy) -> Sequence[EdgeRouter]:
    register, reader = PersonRegister(vault), Reader(vault)
    reception = Reception(sealer=vault, register=register, catalogue=catalogue())
    standings = Standings(catalogue(), Births(vault))
    return [
        submission_routes(reception),
        disposal_routes(DrawingUp(catalogue(), standings), catalogue()),
        disposal_reading_routes(standings),
        reading_routes(reader),
        matter_routes(Matters(catalogue())),
        person_routes(register, reader),
        ivo_routes(reader, policy),
        who_is_who_routes(WhoIsWho(register, catalogue())),
        disclosure_routes(Disclosing(catalogue()), catalogue()),
        guarding_routes(policy),
        glass_routes(Glass(register, vault, catalogue())),
        robot_routes(),
        administration_routes(Duties(catalogue())),
        administration_reading_routes(catalogue()),
        *(correction_routes(each, CODEC, vault) for each in correctables(catalogue())),
    ]


def _info(public_url: str) -> ApiInfo:
    return ApiInfo(
        name="intake",
        title="Aktualisering",
        description="Tar emot orosanmälningar, ansökningar och begäran om yttrande, och för dem "
        "fram till valet av väg: inleda utredning, inte inleda, eller föra anmälan till en "
        "pågående utredning. Personer anges med pseudonym; namn och fritext vilar förseglade. "
        "En inlämning får vara högst 16 MiB och ha fem bilagor om högst 10 MiB vardera.",
        description_en="Receives reports of concern, applications and requests for statements, "
        "and takes them to the choice of way: investigate, take no action, or attach to an open "
        "investigation. People are named by pseudonym; names and free text rest sealed.",
        public_url=public_url,
        version="0.2.0",
        tags={
            "Inlämningar": "Det som e-tjänster lämnar in, och kvittenser.",
            "Aktualiseringar": "Ärenden som har kommit in, och det som kom in.",
            "Förhandsbedömning": "Det som handläggare gör i ett ärende.",
            ADMINISTRATIVE: "Förvaltningens egna skyldigheter, som inte rör någons ärende.",
            TAG: "Vem som får se en person, och nödöppningar.",
            "Personregister": "Pseudonymer och identiteter.",
            "Rättelser": "Uppgifter som registrerats fel, och det den enskilde anser är fel.",
            DISCLOSING: "Det som lämnas till den enskilde eller en part, och vad som hölls inne.",
            "Gallring": "Vad som ska gallras när, gallringslistor och intyg.",
            **WORKLIST_TAGS,
        },
    )
