"""Text that a spreadsheet could run, and how it is kept from doing so."""

# Text that starts like this can be run; full-width twins included.
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
# What a spreadsheet may skip before it looks: spaces, quotes, marks without width.
_SKIPPED = frozenset(" \u00a0\u3000\"'`‘’“”\u200b\u200c\u200d\u2060\ufeff")


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula.

    The rule is that of OWASP's note on CSV injection, made stricter: leading spaces,
    quotes and invisible characters are looked through, and full-width signs count.
    """
    first = next((sign for sign in text if sign not in _SKIPPED), "")
    return first in _FORMULA_STARTS if first else False


def harmless(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet could take it for a formula."""
    return f"'{text}" if looks_like_formula(text) else text


def as_it_was(text: str) -> str:
    """What ``harmless`` was given, from what it made of it."""
    return text[1:] if text.startswith("'") and looks_like_formula(text) else text
