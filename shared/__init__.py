"""What the four services have in common; see docs/map.md. Imports no service."""
