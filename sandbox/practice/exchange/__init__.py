"""Impor dan ekspor: families and sheets in files, and files of them. Everything follows the instruments.

layout.py     Gladi's own workbook: which sheets and columns it has, made from the forms, and the mark of their version
template.py   the empty workbook, and one with families in it
cells.py      one cell of a file read by its field's kind, as the form reads it; what only a file can get wrong
opensid.py    OpenSID's workbook as such entries; its columns and codes stand in two lists
opensid_sample.py   one of these to practise with
reading.py    a file's rows as entries: what they say, and what in them is not read
asking.py     what of the village an import must know; packed_rows.py   its rows on their way to a process without a database
village.py    the village there
matching.py   the entries of one family beside what is stored of it
checking.py   the dry run: entries and village give a Report and a Plan
report.py     what is told of a file, and what would be stored
marked.py     the person's own file, with coloured cells and notes
worker.py     a process of its own in which all that is done; off_loop.py   starts it, and bounds it
progress.py   how far a check is
uploads.py    the file that was checked and not saved, kept in the sandbox
saving.py     a plan stored, all or nothing; past.py   which ones were
exporting.py  everything that was entered, as such a workbook
sheets/       the same for the sheets of Potensi and Tingkat Perkembangan

Start at layout.py and checking.py.
"""
