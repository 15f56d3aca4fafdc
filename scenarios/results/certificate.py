"""Who has earned the certificate: *mandiri* or better in each of six skills. Pure; nobody else decides it."""

from collections.abc import Mapping

from scenarios.results.mastery import Rung

NEEDED = ("masuk-aman", "entri-keluarga", "periksa-dulu", "betulkan-data", "pulihkan-kiriman", "tahu-menunggu")
"""Ids of the skills that a certificate needs."""


def is_earned(skills: Mapping[str, Rung]) -> bool:
    """`skills`: the rung that the person reached, by skill; one that was not touched may be missing."""
    return all(skills.get(skill, Rung.BELUM) >= Rung.MANDIRI for skill in NEEDED)
