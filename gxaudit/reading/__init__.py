"""Stages 2 to 4: from decoded text to a bound report."""
