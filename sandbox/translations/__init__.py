"""The texts of hall, panel and command line in other languages than Indonesian, which stands in the code itself.

catalogue.py                  brings every catalogue up to date: python -m sandbox.translations.catalogue
babel.cfg                     where texts stand
en/LC_MESSAGES/messages.po    English; messages.mo is made from it and read by the running product
click/                        what the library of the command line says by itself
A new language is a folder with an empty messages.po, and its name in sandbox/words/languages.py.
"""
