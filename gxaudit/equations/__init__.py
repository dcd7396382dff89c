"""Equations over the cells of a form: names, sums, evaluation, sentences."""
