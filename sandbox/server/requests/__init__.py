"""What stands round every request, before and after its view.

pages.py       headers, pages of errors, and who may come in now
reading.py     a request's body is read once; what can't be read is its sender's error
sessions.py    the signed cookie
routes.py      a rule of an address is compiled when an address is built from it
often.py       language and addresses, asked dozens of times a page
"""
