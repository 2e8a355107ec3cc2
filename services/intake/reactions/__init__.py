"""What intake does when it has heard something: nothing but its read models, so far."""
