"""Tingkat Perkembangan: population, economy, livelihoods, assets, education and health."""
