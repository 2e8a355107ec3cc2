"""The rules of a review of the access log: all that was selected is judged, by somebody else."""

from collections.abc import Sequence

from services.reporting.domain.commands import SignReview
from services.reporting.domain.events import FindingAccepted, ReviewEvent, ReviewSigned
from shared.kernel.decider import Decider
from shared.kernel.refusal import Refusal


class ReviewSignedAlready(Refusal):
    """A signed review stands."""

    code = "review-signed-already"
    detail = "Granskningen är redan undertecknad. Gör en ny för samma period om något saknas."


class PeriodNotOver(Refusal):
    """Looks may still come into the period."""

    code = "period-not-over"
    detail = "Perioden är inte slut. Granska den när sista dagen har passerat."


class PeriodBackwards(Refusal):
    """The last day comes before the first."""

    code = "period-backwards"
    detail = "Periodens sista dag kommer före den första. Ange dem i ordning."


class OwnLooks(Refusal):
    """Nobody reviews their own looks."""

    code = "own-looks"
    detail = "En egen åtkomst kan inte granskas av en själv. Lämna den till någon annan."


class NotSelected(Refusal):
    """A finding is about a look that was not selected."""

    code = "not-selected"
    detail = "Ett fynd gäller en åtkomst utanför urvalet. Hämta urvalet med samma frö igen."


class FindingsMissing(Refusal):
    """Something that was selected has not been judged."""

    code = "findings-missing"
    detail = "Alla åtkomster i urvalet ska bedömas, en gång var. Bedöm dem som saknas."


def decide(is_signed: bool, command: SignReview) -> Sequence[ReviewEvent]:
    """Return what signing leads to, or raise a Refusal."""
    if is_signed:
        raise ReviewSignedAlready
    if command.until_on < command.from_on:
        raise PeriodBackwards
    if command.until_on >= command.asked_on:
        raise PeriodNotOver
    _require_each_judged_once(command)
    accepted = [
        FindingAccepted(
            look=finding.look,
            rule_codes=command.selected[finding.look],
            judgement=finding.judgement,
            accepted_on=command.asked_on,
        )
        for finding in command.findings
    ]
    signed = ReviewSigned(
        review_id=command.review_id,
        from_on=command.from_on,
        until_on=command.until_on,
        seed=command.seed,
        sample=command.sample,
        looks=command.looks,
        reviewed=len(accepted),
        left_to_others=len(command.own),
        unasked_rules=command.unasked,
        signed_by=command.signed_by,
        signed_on=command.asked_on,
    )
    return [*accepted, signed]


def _require_each_judged_once(command: SignReview) -> None:
    judged = [finding.look for finding in command.findings]
    if command.own.intersection(judged):
        raise OwnLooks
    if not command.selected.keys() >= set(judged):
        raise NotSelected
    if sorted(judged) != sorted(command.selected.keys() - command.own):
        raise FindingsMissing


def evolve(is_signed: bool, event: ReviewEvent) -> bool:
    """Return the state after ``event``: signed, or not yet."""
    return is_signed or isinstance(event, ReviewSigned)


REVIEW: Decider[bool, SignReview, ReviewEvent] = Decider(
    initial=False, decide=decide, evolve=evolve
)
