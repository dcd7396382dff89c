"""How one thing is written: a number, an address, a place, a path, hostile text, a row's width."""
