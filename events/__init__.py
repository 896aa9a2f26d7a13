"""When and where people gather: events, sign-up, calendars."""
