"""Unduh dokumen: forms to be filled in by pen, and the guide, as files that a village takes along. All follow the instruments.

papers.py   which documents there are, and what each asks

How they are written: templates/practice/paper.html, one file without anything from outside. The page: views/documents.py.
"""
