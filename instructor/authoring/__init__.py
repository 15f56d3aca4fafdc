"""Exercises in the browser: the library to read, and drafts to write, check and prove. A draft touches no group.

drafts.py    drafts as files of the instance folder       proving.py   a draft proved by `gladi scenario check`, and taken over
errors.py    what can be refused                          views.py     the pages under /pelatih/skenario

Start at drafts.py. What is taken over lies in the folder `latihan` of the instance, which `gladi start` adds to the library.
"""
