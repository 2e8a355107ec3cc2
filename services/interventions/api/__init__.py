"""The HTTP edge of interventions: HTTP in, command out; read models and texts to readers."""
