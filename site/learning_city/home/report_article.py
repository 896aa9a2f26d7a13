"""A report of an event becomes an article: a draft with its numbers, for an editor to write on."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.coreutils import find_available_slug

from events.afterwards.report import Report, Table
from events.afterwards.small_numbers import Line
from story_pages.models import ArticlePage, StoryIndexPage


def article_of(report: Report, page: Any, user: Any) -> ArticlePage | None:
    """The draft, below the stories of the page's language; None where the user may add nothing.

    Its words are in the active language.
    """
    lists = StoryIndexPage.objects.live().filter(locale=page.locale_id)
    parent = next((one for one in lists if one.permissions_for_user(user).can_add_subpage()), None)
    if parent is None:
        return None
    title = Truncator(_("Looking back: %(title)s") % {"title": page.title}).chars(255)
    article = ArticlePage(
        title=title,
        slug=find_available_slug(parent, f"{page.slug}-report"),
        locale=page.locale,
        date=report.occurrence.last_day,
        live=False,
        owner=user,
    )
    article.body = StreamValue(article.body.stream_block, list(_body(report, page)), is_lazy=True)
    parent.add_child(instance=article)
    article.save_revision(user=user, log_action=True)
    return article


def _body(report: Report, page: Any) -> Any:
    number, label = report.total.registered, _("people were registered")
    if report.is_counted:
        number, label = report.total.came, _("people came")
    yield {"type": "big_number", "value": {"number": str(number), "label": label, "source": ""}}
    for table in report.tables:
        yield {"type": "heading", "value": table.heading}
        yield {"type": "text", "value": _told(table, is_counted=report.is_counted)}
    yield {"type": "cards", "value": {"title": _("The event"), "pages": [page.pk]}}


def _told(table: Table, *, is_counted: bool) -> str:
    """Each line as one of a list; a note says how it was counted."""
    told = format_html_join("", "<li>{}: {}</li>", (_line(one, is_counted) for one in table.lines))
    note = format_html("<p>{}</p>", table.note) if table.note else ""
    return format_html("<ul>{}</ul>{}", told, note)


def _line(line: Line, is_counted: bool) -> tuple[str, str]:
    if not is_counted:
        return line.label, str(line.registered)
    told = _("%(came)s came, %(registered)s were registered")
    return line.label, told % {"came": line.came, "registered": line.registered}
