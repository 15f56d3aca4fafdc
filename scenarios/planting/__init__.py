"""What stands in a seat's copy already when an exercise begins: `given: {plant: …}`, put there in the begin's own transaction.

base.py      Plant: what every kind promises; Bed: where it is put
sent.py      sent, stalled, returned, unsent, duplicate, revision         typed.py   draft, orphan
counter.py   citizen                                                      sheets.py  wrong, copied
gone.py      lost, reverted, ghost                                        listed.py  listed_twice
helpdesk.py  answer
kinds.py     PLANTED and AnyPlanted: those that each file names at its end

Start at base.py; a kind is about ten lines. It leaves what the practice system itself would have left, and no trace of a lesson.
"""
