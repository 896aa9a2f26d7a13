"""A partner's calendar as a sample: it is never read, but the team sees what one looks like."""

from events.models import Source

from . import texts, tree
from .organisations import organisations_of


def load_partners() -> None:
    agenda = tree.find("events/index", texts.HOME_LANGUAGE)
    for partner in texts.facts()["partners"].values():
        same = ("name", "website", "licence", "licence_url")
        Source.objects.get_or_create(
            address=partner["address"],
            defaults={name: partner[name] for name in same}
            | {
                "agenda": agenda,
                "organisation": next(iter(organisations_of([partner["organisation"]])), None),
                "is_active": False,
            },
        )
