"""Systematic follow-up (ISU): need, dose, measurements and the individual's own view."""
