"""What plugin authors test with. Needs Hypothesis, which nothing else in gxaudit imports."""
