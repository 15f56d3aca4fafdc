"""Who may come in.

secret.py    the instance's secret, made once
cards.py     card PINs and the QR's signed one-seat login
staff.py     instructors and organisers: passwords (argon2id)
tries.py     five wrong tries, then a pause, for that seat alone
users.py     what Flask-Login loads: a seat or a member of staff
guards.py    staff_required
views.py     the login pages and the printable cards
"""
