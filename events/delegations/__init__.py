"""Delegations: organisations are invited, answer by their own link, and send people."""
