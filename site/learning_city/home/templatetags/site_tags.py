"""What every public page asks of the site."""

from django import template
from django.template.context import Context

from learning_city.home.context import Language, site_languages

register = template.Library()


@register.simple_tag(takes_context=True, name="site_languages")
def site_languages_tag(context: Context) -> list[Language]:
    """The entries of the language switch: `{% site_languages as languages %}`."""
    request = context.get("request")
    return site_languages(request, context.get("page")) if request else []
