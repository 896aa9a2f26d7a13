"""The site for a WSGI server: learning_city.wsgi:application."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning_city.settings.production")

# A thread that holds seats waits this long at most (in seconds) for its turn at the interpreter,
# ten times shorter than usual: others wait for the seats (docs/decisions/0012).
sys.setswitchinterval(0.0005)

application = get_wsgi_application()
