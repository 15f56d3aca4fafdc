"""Cek kemampuan: six questions in five minutes before the day, six others after it, so that what was gained by skill can be seen.

items.yaml   the questions, two of each skill: form a and form b
items.py     reads them; which form a person has first and last, and what of their answers is right

Start at items.py. The page is the panel's (panel/views.py). Who answers form a first answers form b last. Nothing of it is
practice: it touches no data and no result.
"""
