"""What signing up is measured against: a bare Django form that inserts one row."""
