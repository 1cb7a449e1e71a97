"""Words as they are compared: small differences in writing make no difference."""

import re
import unicodedata

_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u2011": "-"})
# Marks that spreadsheets and web pages leave behind and nobody sees.
_UNSEEN = re.compile(r"_x000D_|[\x00-\x08\x0b-\x1f\x7f\u200b-\u200d\u2060\ufeff]")
_COUNCIL = re.compile(
    r"\b(council|county|city|borough|district|unitary|authority|local authority|the|of|mbc|la)\b"
)


def clean(text: str) -> str:
    """The text without marks that nobody sees and without spaces at its ends."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """The text with single spaces."""
    return " ".join(clean(text).split())


def plain(text: str) -> str:
    """The form in which headings and answers are compared: letters, digits, single spaces."""
    form = unicodedata.normalize("NFKC", one_line(text)).translate(_QUOTES).casefold()
    form = form.replace("&", " and ").replace("'", "").replace("_", " ").replace("-", " ")
    short = re.sub(r"[\s.,:;*?!()\"]+", " ", form).strip()
    return short or form


def plain_area(text: str) -> str:
    """A council's name in the form in which names are compared: "Derby City Council" is Derby."""
    form = plain(text)
    return " ".join(_COUNCIL.sub(" ", form).split()) or form
