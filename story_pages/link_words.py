"""Words on links that say nothing of where they lead."""

from html.parser import HTMLParser

_BY_LANGUAGE = (
    "click here|here|this|link|this link|more|read more|learn more|go|start|see more",
    "klik hier|hier|deze link|meer|lees meer|lees verder|meer info",
    "hier klicken|mehr|mehr lesen|weiterlesen|mehr erfahren|dieser link",
    "cliquez ici|ici|ce lien|plus|lire plus|en savoir plus|lire la suite",
    "haz clic aquí|aquí|este enlace|más|leer más|saber más",
    "اضغط هنا|انقر هنا|هنا|المزيد|اقرأ المزيد",
    "点击这里|点此|这里|更多|阅读更多|了解更多",
)
NOTHING = frozenset(words for line in _BY_LANGUAGE for words in line.split("|"))


def say_nothing(words: str) -> bool:
    """Whether somebody who hears only these words could not tell where they lead."""
    plain = words.strip().strip(".…»>→").strip().lower()
    return plain in NOTHING or plain.startswith(("http://", "https://", "www."))


def in_html(html: str) -> list[str]:
    """The words of each link in a text."""
    reader = _Links()
    reader.feed(html)
    reader.close()
    return [" ".join(words.split()) for words in reader.found]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data
