"""One matter about one person, from its opening to the choice of the way on."""
