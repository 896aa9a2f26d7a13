"""Nobody learns from us whether somebody comes: not from pages, answers, time, letters or logs."""
