"""Who holds an event or a call, as its page shows them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from stakeholders.directory import shown_pages
from stakeholders.organisation import Organisation

HOSTS_HELP = _("Organisations that hold it. Add them to the directory first.")


def pages_of_hosts(facts: Any) -> list[Any]:
    """The pages of those who hold it, as facts or as a draft has them."""
    chosen = Organisation.objects.filter(pk__in=[host.pk for host in facts.hosts.all()])
    return list(shown_pages(chosen.with_terms()).values())
