"""One day at the desk: what the rules and the clocks say, joined to what is told. Pure."""
