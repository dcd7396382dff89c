"""Waivers and baselines: their files, what they match, and what a corrected report comes to."""
