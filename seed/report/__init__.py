"""gladi seed --report: one page on the whole district, beside published figures with their source.

tally.py    counts over many templates, read from the files alone    figures.py  what is compared, with its bounds
plots.py    SVG                                                       page.py     the page (page.html)
"""
