"""Figures: counting into cells, hiding small numbers, and what a figure answers. Pure."""
