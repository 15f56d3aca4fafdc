"""What every form page needs besides its fields.

form_page.py   a record's form as it is shown    small_page.py   the same of a small form
unsaved.py     typing on its way in: the ticket of a form    kept.py   drafts in words, of this copy and of those before
typed_words.py   typing in the words of its form    drawn.py   questions as HTML, drawn once a process
drafts.py      the page of drafts
"""
