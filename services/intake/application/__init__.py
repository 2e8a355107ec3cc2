"""Use cases of intake: what must be fetched before the rules can be asked, and stored names."""
