"""The store's tables, functions and rights, step by step (Alembic)."""
