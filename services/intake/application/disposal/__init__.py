"""Use cases of disposal: what is due, the list of it, and carrying that out."""
