"""The models of this app, each told in the file of its noun."""
