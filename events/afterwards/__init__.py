"""After the event: thanks, numbers, what people contribute, and what is known of a person."""
