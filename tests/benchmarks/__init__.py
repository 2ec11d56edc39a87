"""Measurements, run by hand: ``python -m tests.benchmarks.growth`` and ``…difference``."""
