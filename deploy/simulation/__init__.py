"""A simulated municipality: its matters ruled on by the real rules, kept in a store of its own."""
