"""Each periodic deed by hand, and the worker."""
