"""The panel beside the practice page: the lesson as the trainee sees it.

panel.py         what it shows, read at every look
body.py          what stands in it, kept as it was drawn
others.py        in it the day's other exercises, kept for everybody
answers.py       its questions: answered, and typed without being answered yet
papers_shown.py  berkas as paper
views.py         its own addresses: begin, hint, raise a hand, answer, start over
"""
