"""A village becomes one SQLite file, many of them side by side.

template.py   a population as one file, and its sidecar      tables.py   its schema and rows
builder.py    many at once            worker.py   one process of the builder
prepare.py    the open group's villages and the next one's, ahead of need
"""
