"""Measurements, as ratios to the plainest thing that could work: ``python -m tests.bench``.

Not collected by pytest. What is compared is run in turns, round by round, on the same machine
and the same server, and told as medians with their least and most.
"""
