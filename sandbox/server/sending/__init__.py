"""What goes out to browsers, and how small it gets.

assets.py         one stylesheet and script a world, kept by browsers for a year
bootstrap_cut.py  what our pages use of Bootstrap, as committed files
packing.py        pages go out as gzip
"""
