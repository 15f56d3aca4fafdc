"""Kiriman borongan: all that is ready of a part of the village or of a form, sent with one deed.

models.py   the batch: when, by whom, and what stayed behind and why
plan.py     what would go, what not and why, said before anything is sent
sending.py  send it: once, however often it is pressed
listing.py  the village's batches by stage, and one with its records

Each record is a submission of its own, with its own reference, stages and receipt (../submissions/).
"""
