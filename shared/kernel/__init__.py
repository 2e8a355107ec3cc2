"""The words every service uses: decider, refusal, context, clock, sealing. Stdlib only."""
