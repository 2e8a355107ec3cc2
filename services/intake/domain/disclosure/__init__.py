"""A disclosure (utlämnande): what an individual or a party is given, and what is kept back."""
