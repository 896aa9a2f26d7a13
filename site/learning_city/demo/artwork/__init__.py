"""How the demo's media are made; needs rsvg-convert, cwebp, ffmpeg, espeak-ng, numpy and Pillow."""
