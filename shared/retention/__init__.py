"""Retention (gallringsfrister): when a file may and must be destroyed, derived and explained.

Pure functions of what happened and of the catalogue's rules. It decides about files; that they
are destroyed is the act of officials (intake's disposal lists).
"""
