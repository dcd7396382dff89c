"""Rules and packs told apart from any report: explained, checked, proven, one page a rule."""
