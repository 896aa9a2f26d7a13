"""Redirects lead into no private network, and a connection goes where it was checked to go."""

import socket
import threading
from typing import Any

import pytest

from events.importing import fetch as module
from events.importing.address import Fault
from events.importing.fetch import NotBrought, Trouble, fetch
from tests.importing.partner import Partner, bring, leads_to
from tests.importing.test_fetch import BODY, refusal, wish

# Redirects


def test_a_redirect_is_followed_and_remembered_if_it_is_for_good(partner: Partner) -> None:
    new = partner.serve(BODY, "/new.ics")
    partner.answers |= {"/for-good": leads_to("/new.ics", 308), "/today": leads_to("/new.ics", 302)}

    assert bring(wish(partner.url("/for-good"))).moved_to == new
    assert bring(wish(partner.url("/today"))).moved_to == ""


def test_five_redirects_are_followed_and_no_more(partner: Partner) -> None:
    for step in range(7):
        partner.answers[f"/{step}"] = leads_to(f"/{step + 1}")
    partner.serve(BODY, "/7")

    assert bring(wish(partner.url("/2"))).data == BODY.encode()
    assert refusal(partner.url("/1")) == (Trouble.REDIRECTS, "")


def test_a_redirect_without_end_ends(partner: Partner) -> None:
    partner.answers["/calendar.ics"] = leads_to("/calendar.ics")

    assert refusal(partner.url()) == (Trouble.REDIRECTS, "")
    assert len(partner.asked) == 6


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("http://10.0.0.1/", Fault.PRIVATE),
        ("http://169.254.169.254/latest/meta-data/", Fault.PRIVATE),
        ("http://[::1]/", Fault.PRIVATE),
        ("http://[::ffff:127.0.0.1]/", Fault.PRIVATE),
        ("http://localhost:6379/", Fault.PRIVATE),
        ("//192.168.1.1/", Fault.PRIVATE),
        ("file:///etc/passwd", Fault.SCHEME),
        ("gopher://127.0.0.1:70/", Fault.SCHEME),
        ("http://a:b@127.0.0.1/", Fault.SECRET),
        ("http://127.0.0.1:22/", Fault.PORT),
    ],
)
def test_no_redirect_leads_into_a_private_network(
    target: str, fault: Fault, partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo
    # Elsewhere "localhost" may be ::1 first; the judge of tests lets 127.0.0.1 pass.
    answers = {"localhost": [(0, 0, 0, "", ("::1", 6379, 0, 0))]}
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *args, **kwargs: answers.get(host) or real(host, *args, **kwargs),
    )
    partner.answers["/calendar.ics"] = leads_to(target)

    assert refusal(partner.url())[0] is fault
    assert len(partner.asked) == 1


def test_encryption_is_not_given_up_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        module, "_ask", lambda *args: module._Further("http://school.example/c.ics", True)
    )

    with pytest.raises(NotBrought) as caught:
        fetch(wish("https://school.example/c.ics"))

    assert (caught.value.reason, caught.value.part) == (Trouble.DOWNGRADE, "school.example")


# Numbers


def test_production_does_not_ask_this_machine(partner: Partner) -> None:
    url = partner.serve(BODY)

    with pytest.raises(NotBrought) as caught:
        fetch(wish(url))

    assert (caught.value.reason, partner.asked) == (Fault.PRIVATE, [])


def test_a_name_that_answers_differently_the_second_time_gains_nothing(
    partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the name is looked up once, and the number that was checked is asked."""
    url = partner.serve(BODY).replace("127.0.0.1", "rebinding.example")
    answers = iter([[(0, 0, 0, "", ("127.0.0.1", partner.port))]])
    real = socket.getaddrinfo

    def look_up(host: str, *args: Any, **kwargs: Any) -> Any:
        return next(answers) if host == "rebinding.example" else real(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    assert bring(wish(url)).data == BODY.encode()
    assert partner.headers_of_last()["Host"] == f"rebinding.example:{partner.port}"


def test_the_proxy_of_the_environment_does_not_count(
    partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    url = partner.serve(BODY)

    assert bring(wish(url)).data == BODY.encode()


def test_a_certificate_is_asked_for_by_the_name_and_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The name goes into the TLS greeting although a number is connected to."""
    greeted: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def listen() -> None:
            connection, _where = server.accept()
            greeted.append(connection.recv(4096))
            connection.sendall(b"\x15\x03\x03\x00\x02\x02\x28")  # an alert: handshake failure
            connection.close()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        monkeypatch.setattr(
            socket, "getaddrinfo", lambda *args, **kwargs: [(2, 1, 6, "", ("127.0.0.1", port))]
        )
        reason, _part = refusal(f"https://school.example:{port}/c.ics")
        thread.join(2)

    assert reason is Trouble.CERTIFICATE
    assert b"school.example" in greeted[0]


def test_no_line_end_gets_into_a_header(partner: Partner) -> None:
    url = partner.serve(BODY)

    with pytest.raises(NotBrought) as caught:
        bring(wish(url, etag='"1"\r\nX-Injected: 1'))

    assert (caught.value.reason, partner.asked) == (Trouble.ANSWER, [])
