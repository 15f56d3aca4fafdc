"""Tests of the lesson engine: files, faults, checks, judging, beginning, the panel and the bots."""
