"""Stage 5: rules judge a report, each behind a guard."""
