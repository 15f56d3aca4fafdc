"""The hall: training days, the live board, help, changing the group.

board/        the live board: who is where, who needs a person, why
days/         training, groups, rotation, results
reports/      what came of the days, as tables
trainee/      one trainee for the trainer: timeline, truth, screen
rehearsal/    gladi rehearse: bots take the day over real HTTP
views.py      the addresses under /papan
<<<<<<< HEAD
interventions.py   what staff does: written to the platform first, then to the sandbox
commands.py   gladi group, gladi reset        errors.py   what can be refused
=======
interventions.py, audit.py   what staff does: written to the platform first, then to the sandbox; who changed what
commands.py   gladi group, gladi reset, gladi report        errors.py   what can be refused
>>>>>>> 9ca49c6 (Write what came of the days as a table: gladi report)

Start at board/fold.py and board/attention.py.
"""
