"""Investigation (utredning): from the choice to investigate to a decision and a closing.

Owns: the streams of kind ``investigation`` and ``decision``.
Tells: ``shared.contracts.investigation`` - opened, assigned, extended, decided, closed, appealed.
Hears: that a preliminary assessment ended with an investigation, or with one to attach to.
Never: opens because another service calls it, or carries out what was granted.
"""
