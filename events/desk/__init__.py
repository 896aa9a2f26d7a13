"""The team's desk in Wagtail's admin: who comes to an event, what waits for a decision, deeds."""
