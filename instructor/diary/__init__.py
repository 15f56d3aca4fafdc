"""Who of the staff changed what, for reading: the audit log in words.

words.py     what each recorded deed is called
reading.py   its rows by person and kind, with whom or what they concern
views.py     the page
"""
