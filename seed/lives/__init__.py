"""What a member answers: the 18 questions of the member form.

members.py   all of the answers
schooling.py, work.py (occupations.csv), trades.py   school, work, what it brings
offices.py, societies.py, ills.py                    offices, societies, illness
"""
