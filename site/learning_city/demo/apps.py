"""The demo app for Django: the Groningen content and sample rows."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "learning_city.demo"
    label = "demo"
    verbose_name = "Demo content"
