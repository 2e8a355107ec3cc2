"""Use cases of investigation: what must be fetched before a rule is asked."""
