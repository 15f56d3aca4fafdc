"""Words that every room shares: how they are compared, read, written and translated.

folding.py     how names are compared            digits.py   how digits are read and written for people
texts.py       texts that wait for the reader's language     languages.py   the languages there are
roles.py       how the two of a village are called
"""
