"""Make all pictures, films and sounds anew: python -m learning_city.demo.artwork [stills|films]."""

import sys

from . import stills

if "films" not in sys.argv:
    stills.draw_all()
if "stills" not in sys.argv:
    from . import films

    films.make_all()
