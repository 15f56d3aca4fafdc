"""Potensi: the village itself, its land and its nature (parts umum and sumber_daya_alam)."""
