"""The site's own pages: the home page, plain text pages, and the words around them."""
