"""Who may come in.

secret.py    the instance's secret, made once
cards.py     card PINs and the QR's signed one-seat login
staff.py     instructors and organisers: passwords (argon2id)
team.py      the accounts of staff: added, changed, revoked; the link to choose a password
tries.py     five wrong tries, then a pause: counted before they are compared
devices.py   a device on which staff has come in before, by a signed cookie
users.py     what Flask-Login loads: a seat or a member of staff
hours.py     between which hours cards let people in
admission.py who is let in by what was typed       session.py   the login of this browser
papers/      what is printed: cards, table tents, the attendance list; new cards for lost ones
expired.py   why a form's token does not fit
guards.py    staff_required: which role, and for which trainings
commands.py  gladi account        print_commands.py   gladi print
views.py     the addresses; the pages: login_views.py, card_views.py, account_views.py,
             team_views.py
"""
