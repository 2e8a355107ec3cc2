"""The rules of intake: what arrived (report), whom it is about (person), what follows (intake)."""
