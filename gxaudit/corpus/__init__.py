"""A folder of reports as a whole: who has filed what, and what stands beside what."""
