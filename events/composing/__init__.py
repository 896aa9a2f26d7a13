"""The team writes: its own words in our letters, and letters of its own."""
