"""What the team asks when people sign up: words, conditions, fields, files, what was answered."""
