"""What goals and mistakes are read from: the journal of the attempt, the data and hall time; never a click on "done".

base.py   Check and Verdict: what every check promises
deeds.py  did, answered, struck                     what the person did
data.py   submissions, household, answers, members, people, unchanged, no_draft
doubled.py  doubled, new_households             what was done twice, or besides
counter.py  told                               what a citizen was told
files.py   registered                            what came of a file among the papers
leaving.py  died, carded                       what became of somebody who died, and of the card
kinds.py  all, any, not, and AnyCheck and CHECKS: those that each file names, in one place

A check is written as its first key: {did: open, form: outbox}. It is a function from a World to a Verdict and changes nothing.
"""
