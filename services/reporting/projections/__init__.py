"""Read models of reporting: one file each, rebuilt at will from the ledger."""
