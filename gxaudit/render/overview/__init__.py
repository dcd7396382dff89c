"""What a run over many reports amounts to: by rule, by body and year, and over the years."""
