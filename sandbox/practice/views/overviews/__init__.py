"""Pages that only tell: home.py, statistics.py, classification.py, progress.py, and public.py, a village's page for citizens."""
