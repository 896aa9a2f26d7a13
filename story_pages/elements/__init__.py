"""The elements that stand in a section of a story or in an article, a file for each family."""
