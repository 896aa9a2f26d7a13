"""How words are folded so that a search finds them in all six languages, on any database."""

import re
import unicodedata

# The Arabic article, after the conjunctions and prepositions that are written together with it.
_ARABIC_ARTICLE = re.compile(r"\b[وفبك]?ال(?=\w{2})")
_ARABIC_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ٱ": "ا", "ـ": None})
_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """Words without case, accents, vowel signs and articles, with a space between them."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = plain.translate(_ARABIC_LETTERS)
    return " ".join(_WORD.findall(_ARABIC_ARTICLE.sub("", plain)))


def folded_words(text: str) -> list[str]:
    """What to look for: each word by itself, and Chinese runs by every two signs."""
    return [part for word in folded(text).split() for part in _parts(word)]


def _parts(word: str) -> list[str]:
    if not any("\u3400" <= sign <= "\u9fff" for sign in word) or len(word) <= 2:
        return [word]
    return [word[start : start + 2] for start in range(len(word) - 1)]
