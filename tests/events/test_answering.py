"""How public feeds are answered: packed or not, unchanged, kept, and the same to everybody."""

import gzip
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from time_machine import travel

from events import entry
from events.models import Entry
from events.shelf import shelf

from .stage import event_page, fresh, publish, topic
from .test_feeds import ADDRESS, soon, titles

pytestmark = pytest.mark.django_db
GZIP = {"accept-encoding": "gzip, deflate, br"}


@pytest.fixture(autouse=True)
def empty_shelf() -> None:
    shelf.clear()


def queries(client: Client, address: str = ADDRESS, **headers: str) -> tuple[int, Any]:
    with CaptureQueriesContext(connection) as found:
        answer = client.get(address, headers=headers)
    return len(found), answer


# Warm and cold


def test_a_warm_calendar_costs_one_query_a_cold_one_two(client: Client) -> None:
    event_page(**soon())

    costs = [queries(client)[0] for _ in range(3)]

    assert costs == [2, 1, 1]


@pytest.mark.parametrize("number", [1, 3])
def test_a_filtered_calendar_costs_the_same_for_one_and_three(number: int, client: Client) -> None:
    about = topic("inclusion")
    for _ in range(number):
        event_page(topics=[about], **soon())

    costs = [queries(client, f"{ADDRESS}?topic=inclusion")[0] for _ in range(2)]

    assert costs == [3, 2]


@pytest.mark.parametrize(
    "path",
    ["{uid}.ics", "{uid}/programme.ics", "{uid}/{code}.ics"],
    ids=["event", "sessions", "date"],
)
def test_small_files_cost_as_much_for_three_dates_as_for_one(path: str, client: Client) -> None:
    from .test_feeds_programme import with_sessions

    counts = []
    for number in (1, 3):
        page = with_sessions(number)
        uid, code = page.facts.public_id, page.facts.occurrences.first().code
        address = f"/calendars/en/{path.format(uid=uid, code=code)}"
        client.get(address)
        count, answer = queries(client, address)
        counts.append((count, answer.status_code))

    assert counts[0] == counts[1]
    assert counts[0][1] == 200


def test_a_change_is_served_at_once_whatever_is_kept(client: Client) -> None:
    page = event_page("Before", **soon())
    before = client.get(ADDRESS)
    client.get(ADDRESS)

    fresh_page = fresh(page)
    fresh_page.title = "After"
    publish(fresh_page)

    after = client.get(ADDRESS, headers={"if-none-match": before["ETag"]})
    assert titles(after) == ["After"]


def test_the_day_on_which_an_event_leaves_the_window_is_noticed(client: Client) -> None:
    event_page("Leaves", **soon(-89))
    event_page("Stays", **soon(1))
    first = client.get(ADDRESS)
    assert titles(first) == ["Leaves", "Stays"]

    with travel(timezone.now() + timedelta(days=3), tick=False):
        second = client.get(ADDRESS, headers={"if-none-match": first["ETag"]})

    assert titles(second) == ["Stays"]


def test_a_day_on_which_nothing_moves_changes_no_byte(client: Client) -> None:
    event_page(**soon(30))
    first = client.get(ADDRESS)

    with travel(timezone.now() + timedelta(days=2), tick=False):
        second = client.get(ADDRESS, headers={"if-none-match": first["ETag"]})
        third = client.get(ADDRESS)

    assert second.status_code == 304
    assert third.content == first.content


def test_made_anew_with_the_same_content_it_is_another_entry_and_another_tag(
    client: Client,
) -> None:
    page = event_page(**soon())
    first = client.get(ADDRESS)
    with travel(timezone.now() + timedelta(hours=1), tick=False):
        Entry.objects.all().delete()
        entry.settle(page.facts)

        second = client.get(ADDRESS, headers={"if-none-match": first["ETag"]})

    assert second.status_code == 200
    assert second.content != first.content
    assert second["ETag"] != first["ETag"]


def test_the_same_entries_are_the_same_bytes_in_whatever_order_they_were_made(
    client: Client,
) -> None:
    facts = soon()
    with travel(timezone.now(), tick=False):
        pages = [event_page(f"Event {number}", **facts) for number in range(4)]
        first = client.get(ADDRESS)
        Entry.objects.all().delete()
        entry.settle_all(page.facts for page in reversed(pages))

    second = client.get(ADDRESS)

    assert (second["ETag"], second.content) == (first["ETag"], first.content)


def test_a_database_put_back_from_a_copy_gets_its_own_calendar(client: Client) -> None:
    """The steps of versions are random: the same number of changes is not the same version."""
    from django.db import transaction

    page = event_page("Before", **soon())
    seen = []
    for title in ("One history", "Another history"):
        with transaction.atomic():
            changed = fresh(page)
            changed.title = title
            publish(changed)
            seen.append(titles(client.get(ADDRESS)))
            transaction.set_rollback(True)

    assert seen == [["One history"], ["Another history"]]


def test_without_a_cache_all_works(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    event_page(**soon())
    cache.clear()
    monkeypatch.setattr(shelf, "room", 0)

    assert [titles(client.get(ADDRESS)) for _ in range(2)] == [["Round table"]] * 2


# Packed


def test_it_is_packed_for_who_understands_it(client: Client) -> None:
    event_page(**soon())

    plain, small = client.get(ADDRESS), client.get(ADDRESS, headers=GZIP)

    assert "Content-Encoding" not in plain
    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert plain["Vary"] == small["Vary"] == "Accept-Encoding"
    assert plain["ETag"] != small["ETag"]
    assert client.get(ADDRESS, headers=GZIP).content == small.content


@pytest.mark.parametrize("header", ["", "identity", "gzip;q=0", "br", "deflate, gzip; q=0.0"])
def test_it_is_not_packed_for_who_does_not(header: str, client: Client) -> None:
    event_page(**soon())

    answer = client.get(ADDRESS, headers={"accept-encoding": header})

    assert "Content-Encoding" not in answer
    assert titles(answer) == ["Round table"]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
@pytest.mark.parametrize("asked", [{}, GZIP], ids=["plain", "packed"])
@pytest.mark.parametrize("known", [{}, GZIP], ids=["knows plain", "knows packed"])
def test_who_knows_either_form_is_told_that_nothing_changed(
    form: str, asked: dict[str, str], known: dict[str, str], client: Client
) -> None:
    event_page(**soon())
    tag = client.get(ADDRESS, headers=known)["ETag"]

    answer = client.get(ADDRESS, headers={"if-none-match": form.format(tag), **asked})

    assert (answer.status_code, answer.content) == (304, b"")
    if form != "*":
        assert answer["ETag"] == tag
    assert answer["Vary"] == "Accept-Encoding"
    assert answer["Cache-Control"] == "public, max-age=900"


@pytest.mark.parametrize("tag", ['"other"', 'W/"other"', "other", '""'])
def test_who_knows_something_else_gets_it_all(tag: str, client: Client) -> None:
    event_page(**soon())

    assert client.get(ADDRESS, headers={"if-none-match": tag}).status_code == 200


def test_packing_can_be_switched_off_for_the_site(settings: Any, client: Client) -> None:
    settings.EVENTS_CALENDAR_GZIP = False
    event_page(**soon())

    answer = client.get(ADDRESS, headers=GZIP)

    assert "Content-Encoding" not in answer
    assert "Vary" not in answer


def test_packing_can_be_switched_off_for_a_feed_also_where_django_packs(
    settings: Any, client: Client
) -> None:
    settings.MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", *settings.MIDDLEWARE]
    event_page(summary="x" * 300, **soon())

    answers = [client.get(f"{ADDRESS}{query}", headers=GZIP) for query in ("", "?gzip=0")]

    assert [answer.headers.get("Content-Encoding") for answer in answers] == ["gzip", None]
    assert answers[0]["ETag"].startswith('"')


def test_head_says_what_get_says(client: Client) -> None:
    event_page(**soon())

    for headers in ({}, GZIP):
        get, head = client.get(ADDRESS, headers=headers), client.head(ADDRESS, headers=headers)

        assert head.content == b""
        for name in ("ETag", "Content-Type", "Cache-Control", "Vary", "Content-Length"):
            assert head.headers.get(name) == get.headers.get(name), name


def test_scripts_on_other_sites_may_ask_whether_it_changed(client: Client) -> None:
    answer = client.options(ADDRESS)

    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Headers"] == "If-None-Match"
    assert "Access-Control-Allow-Credentials" not in answer


def test_the_file_has_a_name_in_every_script(client: Client) -> None:
    page = event_page('终身学习 / Ronde tafel; "x"\r\nEvil: 1', **soon())

    answer = client.get(f"/calendars/en/{page.facts.public_id}.ics")

    said = answer["Content-Disposition"]
    assert said.startswith(
        "inline; filename=\"ronde-tafel-x-evil-1.ics\"; filename*=UTF-8''%E7%BB%88"
    )
    assert said.endswith(".ics")
    assert said.isascii()


@pytest.mark.parametrize("kept", [True, False], ids=["from the shelf", "joined anew"])
def test_who_asks_and_how_does_not_matter(kept: bool, client: Client) -> None:
    event_page(**soon())
    asked = []
    for headers in ({}, {"accept-language": "nl"}, {"cookie": "sessionid=1"}):
        if not kept:
            shelf.clear()
        asked.append(client.get(ADDRESS, headers=headers).content)

    assert len(set(asked)) == 1
