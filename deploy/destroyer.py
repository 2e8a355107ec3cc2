"""What carries disposal lists out in a deployment: under disposal's own login to the keys."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from deploy.development import epoch_secrets, master_key_file
from deploy.migrate import Deployment
from deploy.roles import DISPOSAL, VAULT
from services.intake.application.disposal.births import Births
from services.intake.application.disposal.carrying_out import CarryingOut
from services.intake.application.disposal.leftovers import Leftovers
from services.intake.application.disposal.standing import Standings
from services.intake.application.storage import CODEC
from shared.catalogue import catalogue
from shared.eventstore.store import PostgresStore
from shared.vault.destruction import Destroyer
from shared.vault.master import MasterKey, read_master_key
from shared.vault.vault import Vault


@asynccontextmanager
async def carrying_out(
    target: Deployment, var: Path, env: Mapping[str, str]
) -> AsyncIterator[CarryingOut]:
    """Yield what carries lists out, under intake's login to the store and disposal's to keys."""
    manager = master_key(target, var, env)
    async with AsyncExitStack() as stack:
        store = PostgresStore(target.url_for("intake"), service="intake", codec=CODEC)
        vault = Vault(target.url_for(VAULT), manager)
        destroyer = Destroyer(target.url_for(DISPOSAL), manager)
        for each in (store, vault, destroyer):
            stack.push_async_callback(each.close)
            await each.open()
        standings = Standings(catalogue(), Births(vault))
        yield CarryingOut(store, standings, destroyer, Leftovers(store, vault))


def master_key(target: Deployment, var: Path, env: Mapping[str, str]) -> MasterKey:
    """Return the master key that the environment names, else this machine's own."""
    given, file = env.get("RODATRADEN_MASTER_KEY"), env.get("RODATRADEN_MASTER_KEY_FILE")
    secrets = env.get("RODATRADEN_EPOCH_SECRETS")
    path = Path(file) if file else None if given else master_key_file(var)
    folder = Path(secrets) if secrets else epoch_secrets(var, target.database)
    return read_master_key(given, path, folder)
