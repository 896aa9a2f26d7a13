"""Carrying a story in: an outline in plain text, or an export of Pageflow, becomes a draft."""
