"""Potensi: its people, institutions and facilities (parts sumber_daya_manusia, kelembagaan, prasarana_dan_sarana)."""
