"""Interventions as something whose facts can be corrected."""

from services.interventions.api.correction_schemas import CorrectInterventionBody
from services.interventions.application.correcting import corrections
from services.interventions.projections.interventions import INTERVENTIONS
from shared.catalogue import Catalogue
from shared.contracts.interventions import InterventionOpened
from shared.corrections.impact import of_rows
from shared.http.correction_routes import Correctables

LISTS = (
    of_rows(INTERVENTIONS, "interventions", "Insatser"),
    of_rows(
        INTERVENTIONS,
        "unexecuted-decisions",
        "Ej verkställda beslut",
        lambda row: row.unexecuted_since_on is not None,
    ),
)


def correctables(catalogue: Catalogue) -> Correctables:
    """Return the routes' view of it."""
    return Correctables(
        path="/interventions/{intervention_id}",
        title="insats",
        tag="Rättelser",
        rights=("interventions:handle",),
        body=CorrectInterventionBody,
        corrections=corrections(catalogue, *LISTS),
        began=(InterventionOpened,),
    )
