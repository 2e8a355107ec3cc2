"""The ledger as an object-centric event log (OCEL 2.0), for process mining elsewhere."""
