"""Throwaway instances: of a proof (gladi scenario check), and of an exercise that somebody tries.

stage.py       makes one, and the people of an instance of nobody
moments.py     the states of a proof, kept and put back
trying.py      the process of an exercise that is tried    forwarding.py  leads the browser there
"""
