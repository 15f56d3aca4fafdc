"""Pages that look over the whole village.

listing.py    Daftar Keluarga: search, filter, page by page
profile.py    Profil Publik: what the village shows to everybody, validated data only
"""
