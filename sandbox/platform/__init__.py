"""The platform database: one for the whole hall.

db.py        the Flask-SQLAlchemy object; read() and write(): short sessions, the only way in
models.py    trainings, groups, rotations, villages, trainees, sandboxes, staff, attendance, feed, interventions, audit
login_models.py   to which trainings staff belongs, logins that are over, wrong tries
exercise_models.py   the office's own exercises and drafts of others
backup_models.py   which backups nodes made, and where
groups.py    which group is open, which training is on, who belongs to a group
logins.py    the name of each login, and which of them are over
citizens.py  whose copies the office shows to citizens
postgres/    the same on PostgreSQL, for several nodes
audit.py     who of the staff changed what, when
"""
