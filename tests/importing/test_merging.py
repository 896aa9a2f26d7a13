"""Three ways to one, value by value and day by day."""

from events.importing.merging import merged

BASE = {"title": "A", "starts_at": "1", "ends_at": "2", "changed_dates": {}}


def test_what_nobody_changed_follows_the_source() -> None:
    new = {**BASE, "title": "B", "ends_at": "3"}

    assert merged(BASE, BASE, new) == (new, set())


def test_what_somebody_changed_stays() -> None:
    ours, theirs = {**BASE, "title": "Ours"}, {**BASE, "title": "Theirs", "ends_at": "3"}

    assert merged(BASE, ours, theirs) == ({**BASE, "title": "Ours", "ends_at": "3"}, {"title"})


def test_another_way_to_write_the_same_is_no_change() -> None:
    given = {"summary": "a\nb", "body": "<p>It&#x27;s &quot;so&quot; &lt;b&gt;</p>"}
    saved = {"summary": "a\r\nb", "body": '<p>It\'s "so" &lt;b&gt;</p>'}
    new = {"summary": "c", "body": ""}

    assert merged(given, saved, new) == (new, set())
    assert merged(given, {**saved, "body": '<p>It\'s "so" <b></p>'}, given)[1] == {"body"}


def test_what_belongs_together_stays_together() -> None:
    ours, theirs = {**BASE, "starts_at": "0"}, {**BASE, "ends_at": "3"}

    values, kept = merged(BASE, ours, theirs)

    assert (values["starts_at"], values["ends_at"]) == ("0", "2")
    assert kept == {"starts_at", "ends_at"}


def test_both_may_say_the_same() -> None:
    same = {**BASE, "title": "Same"}

    assert merged(BASE, same, same) == (same, set())


def test_each_day_stands_for_itself() -> None:
    given = {"1": "moved", "2": "left-out"}
    ours = {"1": "ours", "2": "left-out", "3": "extra"}
    theirs = {"1": "theirs", "4": "cancelled"}

    values, kept = merged(
        {"changed_dates": given}, {"changed_dates": ours}, {"changed_dates": theirs}
    )

    assert values["changed_dates"] == {"1": "ours", "3": "extra", "4": "cancelled"}
    assert kept == {"changed_dates"}
