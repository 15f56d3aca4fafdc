"""Bantuan: troubles told to the helpdesk, and what it answers.

desk.py      reads what a report asks and what is answered (instruments/helpdesk/); who answers what and when
tickets.py   reports as rows: sent, completed, found
"""
