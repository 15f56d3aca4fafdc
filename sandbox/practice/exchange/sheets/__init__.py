"""Sheets of Potensi and Tingkat Perkembangan in files: one sheet, a part or a whole form, in Excel or CSV.

layout.py     how a sheet stands in a file, made from what it asks
writing.py    the file with what is entered
asking.py     what of the village's sheets a file is checked against, and exported from
reading.py    a file's rows as cells: what they say, and what in them is not read
checking.py   the dry run: file and village give a Report and a plan
saving.py     the plan stored, all or nothing

Start at layout.py.
"""
