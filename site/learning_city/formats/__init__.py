"""How this site writes dates and numbers where Django's own way would not fit."""
