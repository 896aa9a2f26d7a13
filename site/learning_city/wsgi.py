"""The site for a WSGI server: learning_city.wsgi:application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning_city.settings.production")

application = get_wsgi_application()
