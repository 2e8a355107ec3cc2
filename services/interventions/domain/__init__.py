"""The rules of interventions: facts, intents, state and refusals. Pure Python."""
