"""Whichever site is measured, as gunicorn serves it: with the threads of learning_city.wsgi."""

import sys

from django.core.wsgi import get_wsgi_application

sys.setswitchinterval(0.0005)

application = get_wsgi_application()
