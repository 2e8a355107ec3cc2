"""Who may decide: the delegation order's answer for one decision, role and day."""

from dataclasses import dataclass

from shared.kernel.refusal import Refusal

ROLES = {
    "caseworker": "handläggare",
    "unit-head": "enhetschef",
    "subcommittee": "utskottet",
    "committee": "nämnden",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """What the delegation order of that day says; asked of the catalogue before the command."""

    rule_id: str | None  # None: the role may not
    lowest_role: str | None  # the lowest that may; None when no rule gives anybody leave

    def require(self) -> str:
        """Return the rule that lets the role decide.

        Raises:
            OutsideDelegation: none does.
        """
        if self.rule_id is None:
            raise OutsideDelegation(self.lowest_role)
        return self.rule_id


class OutsideDelegation(Refusal):
    """The role may not decide this, by the delegation order of that day; the committee may."""

    code = "outside-delegation"

    def __init__(self, lowest_role: str | None) -> None:
        super().__init__(lowest_role)
        role = ROLES.get(lowest_role or "committee", "nämnden")
        self.detail = f"Beslutet ligger utanför delegationen den dagen. Lägsta behöriga: {role}."
