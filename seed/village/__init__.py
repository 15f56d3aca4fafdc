"""One village, put together.

population.py         from (region, seed, as_of) to columns, and to rows of the practice tables
recording.py          who recorded each household, and when
past_submissions.py   what was sent up before the training day
"""
