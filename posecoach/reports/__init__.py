"""One recording in numbers, tables, a page and the terminal."""
