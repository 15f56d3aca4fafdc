"""The practice system's pages: each parses, calls the gate, renders.

attached.py    all of them; the root mounts the blueprint twice, for the trainee and read-only for staff
blueprint.py   the blueprint, and the two ways to the data: `look` and `change`
form_page.py   what every form page needs besides its fields    small_page.py   the same of a small form
unsaved.py     typing on its way in: the ticket of a form    kept.py   drafts in words, of this copy and of those before
typed_words.py   typing in the words of its form
troubles.py    a trouble page in words
choices.py     the choices of a field, drawn once a process
public.py      a village's page for citizens, a blueprint of its own
menu.py        the menu: which page stands where
home.py, drafts.py, households.py, members.py, mutations.py, sheets.py, comparison.py, conflicts.py, doubts.py,
submissions.py, handing.py, batches.py, statistics.py, classification.py, documents.py, password.py, progress.py,
exchange.py, counter.py, helpdesk.py, notices.py,
login.py   the pages

Start at blueprint.py and households.py.
"""
