"""Stands in for what comes next."""
