"""Arabic, where Django says hours in the American order."""
