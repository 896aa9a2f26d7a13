"""Private networks are recognised in every disguise."""

import socket
from typing import Any

import pytest

from events.importing.address import BadAddress, Fault, is_public, numbers_of, read_address


@pytest.mark.parametrize(
    "number",
    [
        *("0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254"),
        *("172.16.0.1", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1"),
        *("198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:10.0.0.1"),
        *("64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::10.0.0.1", "100::1"),
        *("2001::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "3fff::1", "5f00::1"),
        *("fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "4000::1"),
    ],
)
def test_a_number_of_no_public_network_is_not_asked(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "2606:4700::1", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
)
def test_a_number_of_the_public_web_is_asked(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "2130706433", "0x7f.1", "0x7f000001", "017700000001", "127.1", "0"),
        *("localhost", "localhost.", "LOCALHOST", "①②⑦.0.0.1", "127。0。0。1"),
        *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"),
    ],
)
def test_this_machine_is_recognised_by_whatever_name(host: str) -> None:
    with pytest.raises(BadAddress) as caught:
        numbers_of(read_address(f"http://{host}/calendar.ics"))

    assert caught.value.fault is Fault.PRIVATE


def test_one_private_number_among_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(0, 0, 0, "", ("8.8.8.8", 80)), (0, 0, 0, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answers)

    with pytest.raises(BadAddress) as caught:
        numbers_of(read_address("http://two.example/"))

    assert caught.value.fault is Fault.PRIVATE


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", Fault.SCHEME),
        ("ftp://school.example/c.ics", Fault.SCHEME),
        ("file:///etc/passwd", Fault.SCHEME),
        ("javascript:alert(1)", Fault.SCHEME),
        ("//school.example/c.ics", Fault.SCHEME),
        ("http://", Fault.FORM),
        ("http:///c.ics", Fault.FORM),
        ("https://user:word@school.example/c.ics", Fault.SECRET),
        ("https://school.example@10.0.0.1/", Fault.SECRET),
        ("https://school.example\\@10.0.0.1/", Fault.FORM),
        ("https://school.example/a b", Fault.FORM),
        ("https://school.example/\r\nX-Injected: 1", Fault.FORM),
        ("https://school.example:22/", Fault.PORT),
        ("https://school.example:25/", Fault.PORT),
        ("https://school.example:0/", Fault.PORT),
        ("https://school.example:99999/", Fault.FORM),
        ("https://[fe80::1%25eth0]/", Fault.FORM),
        ("https://[::1/", Fault.FORM),
        ("https://" + "a" * 64 + ".example/", Fault.FORM),
        ("https://school.example/" + "a" * 2000, Fault.FORM),
    ],
)
def test_what_is_no_address_of_a_calendar_is_refused(written: str, fault: Fault) -> None:
    with pytest.raises(BadAddress) as caught:
        read_address(written)

    assert caught.value.fault is fault


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://School.Example", "https://school.example/"),
        (" webcal://school.example/c.ics ", "https://school.example/c.ics"),
        ("WEBCALS://school.example/c.ics", "https://school.example/c.ics"),
        ("http://school.example:8080/c?a=b&c=d", "http://school.example:8080/c?a=b&c=d"),
        ("https://school.example:443/c", "https://school.example/c"),
        ("https://bücher.example/ü?ß=1", "https://xn--bcher-kva.example/%C3%BC?%C3%9F=1"),
        ("https://[2a00:1450::1]:8443/c", "https://[2a00:1450::1]:8443/c"),
    ],
)
def test_an_address_is_read_as_people_write_it(written: str, url: str) -> None:
    assert read_address(written).url == url


def test_a_host_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: Any, **kwargs: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    with pytest.raises(BadAddress) as caught:
        numbers_of(read_address("https://nowhere.example/"))

    assert (caught.value.fault, caught.value.part) == (Fault.UNKNOWN, "nowhere.example")
