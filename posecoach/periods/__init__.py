"""What the history says about a day, a week or any range of days: numbers, terminal, page, CSV."""
