"""The rules between fields. Kinds are declared in the instruments; each is one pure function.

check.py      which kinds there are, when each is applied, what was found
case.py       what the rules look at: household, members, facts about the rest of the village
household.py  rules about a whole household
member.py     rules about one member
neighbours.py what is used once among many families

Start at check.py.
"""
