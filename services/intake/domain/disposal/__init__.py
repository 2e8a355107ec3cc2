"""A disposal list (gallringslista): what is to be destroyed, by whose decision, and what was."""
