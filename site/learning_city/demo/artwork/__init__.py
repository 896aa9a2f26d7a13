"""How the demo's media are made; needs rsvg-convert, cwebp, ffmpeg, espeak-ng and numpy."""
