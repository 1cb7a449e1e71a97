"""Statistics: intervals, benchmarks, comparison, trend and rank.

Pure functions of frames and metadata. Where a method does not apply, the answer carries a
reason in plain English; no function here fills, smooths or guesses a value.
"""
