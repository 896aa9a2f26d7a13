"""What the site gives its editors besides what Wagtail and the apps give them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static


@hooks.register("insert_global_admin_css")
def style_fields() -> SafeString:
    """Words in six languages and both directions are typed into one admin."""
    address = versioned_static("learning_city/css/admin.css")
    return format_html('<link rel="stylesheet" href="{}">', address)
