"""Who gathers: organisations, alliances and their representatives."""
