"""One village, put together.

population.py         from (region, seed, as_of) to columns, and to rows of the practice tables
past_submissions.py   what was sent up before the training day
"""
