"""How long a text takes to read."""

import math
import re

WORDS_A_MINUTE = 200
# Chinese and Japanese set no spaces: two signs are about a word.
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff]+")


def words(text: str) -> int:
    return len(_WORD.findall(text)) + math.ceil(len(_SIGN.findall(text)) / 2)


def minutes(texts: list[str]) -> int:
    """Whole minutes, at least one."""
    return max(1, round(sum(words(text) for text in texts) / WORDS_A_MINUTE))
