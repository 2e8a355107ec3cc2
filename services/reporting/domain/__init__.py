"""The rules of reporting: what it hands over, and how granted decisions stand. Pure Python."""
