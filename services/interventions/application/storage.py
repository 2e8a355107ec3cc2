"""The stored names of interventions' events. Append-only; see tests/architecture."""

from collections.abc import Mapping

from services.interventions.domain.corrections.events import (
    InterventionCorrectionExplained,
    InterventionFactDisputed,
)
from services.interventions.domain.events import (
    AppealNoted,
    FollowUpNoted,
    GoalWorded,
    NeedWorded,
    OwnViewNoted,
    ReasonsNoted,
)
from shared.contracts.names import INTERVENTIONS, PUBLISHED
from shared.eventstore.codec import Codec

PRIVATE: Mapping[str, type] = {
    "interventions.goal-worded.v1": GoalWorded,
    "interventions.need-worded.v1": NeedWorded,
    "interventions.reasons-noted.v1": ReasonsNoted,
    "interventions.own-view-noted.v1": OwnViewNoted,
    "interventions.follow-up-noted.v1": FollowUpNoted,
    "interventions.appeal-noted.v1": AppealNoted,
    "interventions.correction-explained.v1": InterventionCorrectionExplained,
    "interventions.fact-disputed.v1": InterventionFactDisputed,
}
OWN: Mapping[str, type] = {**INTERVENTIONS, **PRIVATE}

CODEC = Codec(own=OWN, heard=PUBLISHED)
