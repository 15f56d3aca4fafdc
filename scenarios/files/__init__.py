"""A file among the papers: families that the village does not know, in the import's workbook, with something wrong in it.

people.py     draws who stands in it       flaws.py   what is wrong in it: bad_rows, old_template, date_format
workbook.py   the file as it is taken home, and the one that it was made from

Start at flaws.py. As data (scenarios/attempt/papers.py): {"kind": "file", "of": "warga", "families": [{"card": {…}, "members":
[{…}]}], "cells": [[place, key, value]], "old": false, "source": false, "told": [place]}; places count the people from 1.
"""
