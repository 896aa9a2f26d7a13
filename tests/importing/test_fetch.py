"""One request: polite to those who behave, unmoved by those who do not."""

import gzip
import socket
import threading
import zlib
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import pytest

from events.importing.fetch import Brought, NotBrought, Trouble, Wish, seconds_asked
from tests.importing.partner import (
    Partner,
    bomb,
    breaks_off,
    breaks_off_in_chunks,
    bring,
    calendar,
    drips,
    status,
)

BODY = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def wish(url: str, **values: Any) -> Wish:
    return Wish(**{"url": url, "agent": "gathering (+https://city.example)", **values})


def refusal(url: str, **values: Any) -> tuple[Any, str]:
    with pytest.raises(NotBrought) as caught:
        bring(wish(url, **values))
    return caught.value.reason, caught.value.part


def test_a_calendar_is_brought_with_what_makes_the_next_request_cheap(partner: Partner) -> None:
    url = partner.serve(BODY, ETag='"1"', Last_Modified="Sat, 21 Nov 2026 10:00:00 GMT")

    found = bring(wish(url))

    assert found == Brought(BODY.encode(), '"1"', "Sat, 21 Nov 2026 10:00:00 GMT")


def test_we_say_who_asks_and_what_for(partner: Partner) -> None:
    url = partner.serve(BODY)

    bring(wish(url + "?secret=1"))

    assert partner.asked[0][0] == "/calendar.ics?secret=1"
    assert partner.headers_of_last() == {
        "Host": f"127.0.0.1:{partner.port}",
        "User-Agent": "gathering (+https://city.example)",
        "Accept": "text/calendar, text/plain;q=0.6, */*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


@pytest.mark.parametrize("known", [{"etag": '"1"'}, {"last_modified": "yesterday"}])
def test_what_has_not_changed_is_not_brought_again(known: dict[str, str], partner: Partner) -> None:
    url = partner.url()
    partner.answers["/calendar.ics"] = status(304)

    assert bring(wish(url, **known)).data is None
    sent = partner.headers_of_last()
    assert known == {
        name: sent[header]
        for name, header in (("etag", "If-None-Match"), ("last_modified", "If-Modified-Since"))
        if header in sent
    }


def test_an_etag_that_could_break_a_header_is_forgotten(partner: Partner) -> None:
    url = partner.serve(BODY, ETag='"' + "x" * 300 + '"')

    assert bring(wish(url)).etag == ""


@pytest.mark.parametrize("packing", ["gzip", "deflate", "bare deflate"])
def test_a_packed_calendar_is_unpacked(packing: str, partner: Partner) -> None:
    bare = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(BODY.encode()),
        "deflate": zlib.compress(BODY.encode()),
        "bare deflate": bare.compress(BODY.encode()) + bare.flush(),
    }[packing]
    url = partner.serve(packed, Content_Encoding=packing.removeprefix("bare "))

    assert bring(wish(url)).data == BODY.encode()


def test_a_bomb_is_thrown_away_before_it_is_unpacked(partner: Partner) -> None:
    partner.answers["/calendar.ics"] = bomb(megabytes=50)

    assert refusal(partner.url(), most_bytes=1_000_000) == (Trouble.TOO_BIG, "1000000")


@pytest.mark.parametrize("is_told", [True, False], ids=["told", "not told"])
def test_too_much_is_not_read_to_its_end(is_told: bool, partner: Partner) -> None:
    data = b"x" * 200_000

    def untold(handler: Any) -> None:
        handler.begin(200)
        handler.wfile.write(data)

    partner.answers["/calendar.ics"] = calendar(data) if is_told else untold

    assert refusal(partner.url(), most_bytes=100_000) == (Trouble.TOO_BIG, "100000")


def test_a_packing_that_nobody_asked_for_is_refused(partner: Partner) -> None:
    url = partner.serve(BODY, Content_Encoding="br")

    assert refusal(url) == (Trouble.PACKED, "br")


def test_what_says_gzip_and_is_not_is_refused(partner: Partner) -> None:
    url = partner.serve(BODY, Content_Encoding="gzip")

    assert refusal(url) == (Trouble.PACKED, "gzip")


@pytest.mark.parametrize("answer", [breaks_off, breaks_off_in_chunks], ids=["length", "chunks"])
def test_a_calendar_that_breaks_off_is_not_taken(answer: Any, partner: Partner) -> None:
    partner.answers["/calendar.ics"] = answer(BODY * 20)

    assert refusal(partner.url()) == (Trouble.CUT_OFF, "")


def test_packed_bytes_that_break_off_are_not_taken(partner: Partner) -> None:
    url = partner.serve(gzip.compress(BODY.encode())[:-10], Content_Encoding="gzip")

    assert refusal(url) == (Trouble.CUT_OFF, "")


@pytest.mark.parametrize("in_head", [True, False], ids=["head", "body"])
def test_a_drip_ends_on_time(in_head: bool, partner: Partner) -> None:
    partner.answers["/calendar.ics"] = drips(in_head=in_head)
    begin = monotonic()

    assert refusal(partner.url(), seconds=0.4) == (Trouble.TOO_SLOW, "")
    assert monotonic() - begin < 15


def test_a_server_that_says_nothing_is_left_on_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"

        assert refusal(url, seconds=0.3) == (Trouble.TOO_SLOW, "")


def test_nobody_there_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    assert refusal(f"http://127.0.0.1:{port}/")[0] is Trouble.UNREACHABLE


def test_what_speaks_no_http_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:

        def answer() -> None:
            connection, _where = other.accept()
            connection.sendall(b"220 mail.example ESMTP\r\n")
            connection.close()

        threading.Thread(target=answer, daemon=True).start()

        assert refusal(f"http://127.0.0.1:{other.getsockname()[1]}/")[0] is Trouble.ANSWER


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (204, Trouble.ANSWER),
        (206, Trouble.ANSWER),
        (304, Trouble.ANSWER),
        (401, Trouble.SIGN_IN),
        (403, Trouble.SIGN_IN),
        (404, Trouble.NOT_FOUND),
        (410, Trouble.GONE),
        (418, Trouble.ANSWER),
        (429, Trouble.TOO_OFTEN),
        (500, Trouble.SERVER),
        (503, Trouble.SERVER),
    ],
)
def test_an_answer_without_a_calendar_is_told_apart(
    code: int, reason: Trouble, partner: Partner
) -> None:
    partner.answers["/calendar.ics"] = status(code)

    assert refusal(partner.url()) == (reason, str(code))


def test_a_server_is_left_alone_for_as_long_as_it_asks(partner: Partner) -> None:
    partner.answers["/calendar.ics"] = status(429, Retry_After="7200")

    with pytest.raises(NotBrought) as caught:
        bring(wish(partner.url()))

    assert caught.value.retry_after == 7200


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        ("Sat, 21 Nov 2026 13:00:00 GMT", 3600),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0),
        ("99999999999999999999", 2_592_000),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 2_592_000),
        ("Mon, 01 Jan 2024 00:00:00 +99999999999999999999", 0),
        ("soon", 0),
        ("-5", 0),
        ("٣", 0),
        ("", 0),
    ],
)
def test_how_long_to_wait_is_read_from_what_servers_write(text: str, seconds: int) -> None:
    assert seconds_asked(text, datetime(2026, 11, 21, 12, tzinfo=UTC)) == seconds
