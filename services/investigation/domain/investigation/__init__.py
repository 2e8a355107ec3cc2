"""One investigation, from opening to closing."""
