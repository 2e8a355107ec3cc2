"""The rules of investigation: facts, intents, states and decisions. Pure Python."""
