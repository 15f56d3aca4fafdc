"""Certificates: for whoever masters alone every skill that one needs.

codes.py     the code of twelve letters, as it is made, printed and typed (pure)
issuing.py   who gets one, and what stands on it; kept, so that one printed again is the same
sheet.py     the certificate on paper
views.py     the office's page; check.py   the page on which anybody asks whether a code is right
commands.py  gladi certificate

Start at issuing.py.
"""
