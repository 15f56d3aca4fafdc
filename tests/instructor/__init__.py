"""The hall's own tests."""
