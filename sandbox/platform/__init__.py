"""The platform database: one for the whole hall.

db.py        the Flask-SQLAlchemy object; read() and write(): short sessions, the only way in
models.py    trainings, groups, villages, trainees, sandboxes, staff, feed, interventions, audit
"""
