"""Interventions (insatser): from what was granted to what was done and what came of it.

Owns: the streams of kind ``intervention``: opening, assignment, offer, execution (verkställighet),
    interruption, goals, follow-up, method and ending; also interventions without needs assessment
    (``sol-11-5``), for a person with a pseudonym. Anonymous participation is not kept here.
Tells: ``shared.contracts.interventions``.
Hears: from investigation, that a decision was made and that it was appealed; from intake, that a
    person was registered (for the year of birth).
Never: decides what somebody is granted, changes a decision, or counts an unexecuted decision's
    days (that is a figure of reporting).
"""
