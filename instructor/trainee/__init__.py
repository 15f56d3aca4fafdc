"""One trainee, as the trainer's page shows them.

timeline.py   the journal in words: the only place where the true fate of data is told (pure)
truth.py      how the exercise really stands, judged on the sandbox itself
renewal.py    a trainer's new copy, and until when it can be taken back
screen.py     which page the trainee looks at
watching.py   the panel as the trainee has it, and what they typed and did not save
views.py      the page, and what the trainer can do there
"""
