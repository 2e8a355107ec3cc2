"""Use cases of interventions: what must be looked up before the rules are asked."""
