"""The forms as data, and one way to read what people type into them.

instruments.py       what the forms ask: an instrument file as frozen models
instrument_files.py  reads such a file strictly (sandbox/yaml_files.py)
values.py            one value: how typed text is read by its kind, and written for people
reading.py           a section: read, checked field by field, kept word for word
field_errors.py      what can be wrong with an answer: code and wording, one small type each
packing.py           answers as they are stored

Start at instruments.py and values.py.
"""
