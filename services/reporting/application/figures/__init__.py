"""Use cases of figures: asking for one, and publishing it."""
