"""What tests of events share: the site at the address at which the test client knocks."""

import pytest
from wagtail.models import Site


@pytest.fixture
def at_the_test_client(db: None) -> None:
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = "testserver", 80
    site.save()
