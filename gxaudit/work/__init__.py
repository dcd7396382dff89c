"""Doing the work of a run: survey all files, then audit each beside the others."""
