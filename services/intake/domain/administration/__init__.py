"""Administrative matters (förvaltningsärenden): the duties of the authority itself."""
