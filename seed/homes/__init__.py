"""What a household answers: the 90 questions of the household form, and its further sources of water.

homes.py        all of the answers        households.py   what a household is by its members
welfare.py      the hidden number, income (incomes.csv), class, help
houses.py, belongings.py, health.py, hardship.py   what follows from it
farms.py        land and what it brings   produce/        crops, animals, fish: the tables of the form
"""
