"""Letters: what each says, in the person's language; one file for each area of life."""
