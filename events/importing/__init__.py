"""Partners' calendars in: from an address to pages, past a moderator."""
