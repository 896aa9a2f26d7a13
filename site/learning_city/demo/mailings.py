"""A letter of the team for one of the demo's gatherings: written, looked at, and not sent."""

from typing import Any

from events.models import EventPage, Mailing, MailingWords

from . import texts, tree


def load_mailings() -> None:
    """A draft for each gathering that has words for one and no letter of the team yet."""
    for code, facts in texts.facts()["events"].items():
        words: dict[str, Any] = facts.get("mailing", {})
        page = tree.find(f"events/{code}", texts.HOME_LANGUAGE) if words else None
        if not isinstance(page, EventPage) or page.facts is None:
            continue
        if page.facts.mailings.exists():
            continue
        draft = Mailing.objects.create(event=page.facts, home_language=texts.HOME_LANGUAGE)
        MailingWords.objects.bulk_create(
            MailingWords(mailing=draft, language=language, **said)
            for language, said in words.items()
        )
