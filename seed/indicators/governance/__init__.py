"""Tingkat Perkembangan: order, politics, participation, institutions, administration and guidance."""
