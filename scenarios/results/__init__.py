"""What came of a person's attempts.

fold.py       what met, lost, mistakes, solved, hints, hand and taken mean: states folded from deeds (pure)
progress.py   a person's attempts over all generations, by exercise and by skill (pure)
mastery.py    belum → dibantu → mandiri → mahir (pure)
rejudging.py  an attempt by a corrected exercise (pure)
rows.py       the feed as rows that the fold takes

Start at fold.py.
"""
