"""The names of a deployment's database roles, as a migration writes them into its SQL."""

from alembic import op

from deploy.roles import role_name


def role(name: str) -> str:
    """Return the quoted name of this deployment's role, e.g. ``"rodatraden_intake"``."""
    config = op.get_context().config
    assert config is not None
    return '"{}"'.format(role_name(config.attributes["role_prefix"], name))
