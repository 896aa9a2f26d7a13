"""The artwork of the demo: scripts that draw, render and synthesise every file in `media`."""
