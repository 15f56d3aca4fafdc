"""Bantuan: troubles told to the helpdesk, and what it answers.

models.py    the tables: reports and their writings, and answers that were prepared for some
desk.py      reads what a report asks and what is answered (instruments/helpdesk/); who answers what and when
tickets.py   reports as rows: sent, completed, found
"""
