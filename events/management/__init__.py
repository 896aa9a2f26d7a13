"""Commands for the site's keeper."""
