"""How a letter would look: the letter itself, as a mail program shows it, or as text."""

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from events.letters.parts import Wording
from events.letters.sending import as_html, as_text

# A letter has styles of its own and nothing that runs. It is shown, and may do nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def shown(words: Wording | None, language: str, *, as_plain: bool) -> HttpResponse:
    """The letter by itself, in its language."""
    if words is None:
        text = _("There is no event of which this letter could tell.")
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = Site.objects.get(is_default_site=True).site_name
    with translation.override(language):
        if as_plain:
            text = f"{words.subject}\n\n{as_text(words, name)}"
            answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
        else:
            answer = HttpResponse(as_html(words, name))
    answer["Content-Security-Policy"] = POLICY
    answer["Cache-Control"] = "no-store"
    return answer
