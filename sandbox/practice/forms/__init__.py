"""The forms as data, and one way to read what people type into them. Fields and their values are those of the sheets too.

fields.py            one field, of a form or a sheet: what is asked and what answers it
values.py            one value: how typed text is read by its field, and written for an input and for people
instruments.py       what the forms ask: an instrument file as frozen models
instrument_files.py  reads such a file strictly (sandbox/files/yaml_files.py)
reading.py           a section: read, checked field by field, kept word for word
field_errors.py      what can be wrong with an answer: code and wording, one small type each
packing.py           answers as they are stored

Start at fields.py and values.py, then instruments.py.
"""
