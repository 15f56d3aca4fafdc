"""What came of a person's attempts.

progress.py   a person's results, folded from the feed (pure)
mastery.py    belum → dibantu → mandiri → mahir (pure)
"""
