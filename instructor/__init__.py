"""The hall: training days, the live board, help, changing the group.

board/        the live board: who is where, who needs a person, why
days/         training, groups, rotation
schedule/     all days on one page, and each day's people
attendance/   who was there, by login and by hand
authoring/    the exercises in the browser: sheets to read, drafts to write and prove
people/       who is invited: lists of people taken over, people by hand
reports/      what came of the days: figures, tables, page, Excel, PDF
certificates/ who gets one, on paper, and the page that knows genuine ones
export/       what happened, for other programs
privacy/      data of people: what is kept, one person's handed out and erased
takehome/     the sheet that a trainee takes home
trainee/      one trainee for the trainer: timeline, truth, screen
diary/        who of the staff changed what, for reading
backup/       everything in one file, and back again
rehearsal/    gladi rehearse: bots take the day over real HTTP
views.py      the addresses under /papan
district.py   the day's villages for citizens, with how complete each is
interventions.py   what staff does: written to the platform first, then to the sandbox
messages.py   a message to several people at once
rejudging.py  gladi rejudge: closed days by corrected exercises
joining.py    two people of a village in one copy, and parted again
commands.py   gladi group, gladi seat, gladi reset, gladi report        errors.py   what can be refused

Start at board/fold.py and board/attention.py.
"""
