"""Settings: base holds what is true everywhere; dev, production and test what differs."""
