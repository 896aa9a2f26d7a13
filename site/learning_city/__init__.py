"""The UNESCO learning city of Groningen, a site built of the three apps."""
