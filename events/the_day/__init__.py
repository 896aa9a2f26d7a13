"""The day itself: letting people in at the door and online, and certifying that they came."""
