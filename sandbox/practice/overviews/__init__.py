"""Pages that look over the whole village.

listing.py    Daftar Keluarga: search, filter, page by page
codes.py      what is looked for among the families though it is no family's
progress.py   Progres: how far each part of the forms is
profile.py    Profil Publik: what the village shows to everybody, validated data only
"""
