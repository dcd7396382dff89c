"""Which plugins there are, and how they are taken: whole or not at all."""
