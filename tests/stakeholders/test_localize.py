"""Facts and words where wagtail-localize keeps the translations."""

from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_object

from stakeholders.models import (
    OrganisationPage,
)

from .conftest import Maker, fresh, publish
from .test_facts import row_of


def test_a_translation_by_wagtail_localize_shows_new_facts_at_once(
    organisation_page: Maker, dutch: Locale
) -> None:
    page = organisation_page(website="https://old.example/")
    translate_object(page, [dutch])
    nl = OrganisationPage.objects.get(locale=dutch)

    page = fresh(page)
    page.website = "https://new.example/"
    publish(page)

    assert nl.facts_id == page.facts_id
    assert fresh(nl).shown_facts.website == "https://new.example/"


def test_publishing_a_stale_translation_source_brings_no_old_facts_back(
    organisation_page: Maker, dutch: Locale
) -> None:
    page = organisation_page(website="https://old.example/")
    translate_object(page, [dutch])
    page = fresh(page)
    page.website = "https://new.example/"
    publish(page)

    source = TranslationSource.objects.get_for_instance(page)
    source.translations.get(target_locale=dutch).save_target(publish=True)

    nl = OrganisationPage.objects.get(locale=dutch)
    assert nl.website == "https://new.example/"
    assert row_of(page).website == "https://new.example/"


def test_the_way_to_the_facts_is_there_in_the_editor_of_translations_too(
    admin_client: Client, organisation_page: Maker, dutch: Locale
) -> None:
    translate_object(organisation_page(), [dutch])
    nl = OrganisationPage.objects.get(locale=dutch)

    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[nl.pk])).content.decode()

    assert "js-translation-editor" in html
    assert "Edit facts" in html


def test_facts_are_offered_neither_to_be_translated_nor_to_be_overridden(
    organisation_page: Maker, dutch: Locale
) -> None:
    page = organisation_page(name="City Library", website="https://library.example/")
    translate_object(page, [dutch])

    source = TranslationSource.objects.get_for_instance(page)

    words = source.stringsegment_set.values_list("context__path", flat=True)
    overrides = source.overridablesegment_set.values_list("context__path", flat=True)
    assert not {"name", "kind", "website"} & {*words, *overrides}
