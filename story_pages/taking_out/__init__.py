"""Taking a story out: a zip that opens from a file system, without a server and without a net."""
