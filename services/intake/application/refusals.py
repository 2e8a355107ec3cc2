"""What a use case refuses before the rules are asked."""

from shared.kernel.refusal import Refusal


class SamePersonTwice(Refusal):
    """Two of the persons it is about have the same number."""

    code = "same-person-twice"
    detail = "Samma person står flera gånger bland dem som inlämningen gäller."


class UnknownGuardianship(Refusal):
    """A guardian is said to be somebody's who is not in the report."""

    code = "unknown-guardianship"
    detail = "En vårdnadshavare hänvisar till ett barn som inte finns i inlämningen."


class NotOfCaseType(Refusal):
    """Matters of that type do not arrive in that way, or the reason is another type's."""

    code = "not-of-case-type"
    detail = "Ärendetypen kan inte komma in på det sättet eller av den orsaken."
