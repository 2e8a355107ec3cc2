"""Systematic follow-up (ISU): the chain of one intervention, and what many of them come to."""
