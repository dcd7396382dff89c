"""What a set of declared rules can notice: from their equations, and by trying."""
