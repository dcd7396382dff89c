"""One HTML page of a whole run, for people: a file by itself, without scripts or network."""
