"""Read models of interventions: one file, one question; rebuilt at will from the events."""
