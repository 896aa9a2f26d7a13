"""The home app for Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "learning_city.home"
    label = "home"
    verbose_name = "Learning City"
    default_auto_field = "django.db.models.BigAutoField"
