"""Potensi and Tingkat Perkembangan: the sheets of indicators, filled from the village's people, houses and land.

census.py   who is counted, this year and last   book.py   the cells of one year
"""
