"""Read models of intake: one file each, rebuilt at will from the ledger."""
