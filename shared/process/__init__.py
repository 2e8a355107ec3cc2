"""What the four composition roots have in common: a process, from its first breath to its last."""
