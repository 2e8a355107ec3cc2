"""One decision and the appeals against it."""
