"""A visitor without a browser: opens a form, sends it back with its secrets, keeps its cookies."""

import http.client
import re
from contextlib import closing
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

PATIENCE = 120
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')

Fields = dict[str, object]


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    headers: dict[str, str]


@dataclass
class Visitor:
    """One connection that stays open, as a browser's does."""

    site: str
    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(self.site).netloc, timeout=PATIENCE)

    def close(self) -> None:
        self.connection.close()

    def ask(self, path: str, fields: Fields | None = None, **headers: str) -> Answer:
        """GET, or POST where there are fields; redirects are not followed."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{one.key}={one.value}" for one in self.cookies.values())
        if fields is None:
            self.connection.request("GET", path, headers=sent)
        else:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            self.connection.request("POST", path, urlencode(fields, doseq=True), sent)
        answer = self.connection.getresponse()
        body = answer.read().decode(errors="replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.load(value)
        return Answer(answer.status, body, {k.lower(): v for k, v in answer.getheaders()})

    def send_form(self, path: str, fields: Fields, **headers: str) -> Answer:
        """Open the form, as one must, and send it with all that it hides."""
        form = self.ask(path)
        if form.status != 200:
            return form
        hidden = dict(HIDDEN.findall(form.body))
        return self.ask(path, {**hidden, **fields}, Referer=self.site + path, **headers)


def ask(site: str, path: str, fields: Fields | None = None, **headers: str) -> Answer:
    """One request of somebody who was never here before."""
    with closing(Visitor(site)) as visitor:
        return visitor.ask(path, fields, **headers)


def send_form(site: str, path: str, fields: Fields, **headers: str) -> Answer:
    """A form sent by somebody who was never here before."""
    with closing(Visitor(site)) as visitor:
        return visitor.send_form(path, fields, **headers)
