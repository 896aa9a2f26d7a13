"""Moments as 24 يناير 2020، 20:00: in the order of the days, with the hours of the programme."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y، H:i"
