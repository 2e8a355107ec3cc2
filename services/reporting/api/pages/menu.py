"""The menu: of the pages, those that whoever has logged in may go to."""

from collections.abc import Sequence

from services.reporting.api.following import READ
from services.reporting.api.pages.rendering import MENU
from shared.kernel.caller import Caller, NotPermitted, Policy

FOLLOWED = ("/pages", "/pages/watch")  # what an official with matters of her own may go to


def menu_of(policy: Policy, caller: Caller | None) -> Sequence[tuple[str, str]]:
    """Return address and name of each page."""
    if caller is None:
        return ()
    try:
        policy.require(caller, READ)
    except NotPermitted:
        return [each for each in MENU if each[0] in FOLLOWED]
    return MENU
