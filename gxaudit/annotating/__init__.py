"""Comments in an agency's own Word file; the file is otherwise what it was."""
