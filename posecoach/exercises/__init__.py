"""The catalogue of what relieves and prevents knots: exercises, programmes, safety, questions."""
