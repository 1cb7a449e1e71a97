"""Which service is which: keys that stay the same between workbooks and rounds."""

import re
from collections.abc import Callable, Iterable, Iterator

from dashboard.metadata.survey import AreaAnswers
from dashboard.survey.reading.tables import Row
from dashboard.survey.words import plain

# Name and provider -> level and key of each service.
KeysByIdentity = dict[tuple[str, str], list[tuple[object, str]]]

_AREA_BEFORE = re.compile(r"^e\d{8}-")


def clean_reference(text: str) -> str:
    """A reference as it was given out: "E06000015-S01" is s01."""
    return _AREA_BEFORE.sub("", text.strip().lower())


def area_of_reference(text: str) -> str:
    """Code of the area that a reference names before its key; empty where it names none."""
    found = _AREA_BEFORE.match(text.strip().lower())
    return found[0].removesuffix("-").upper() if found else ""


def identity_of(answer: Callable[[str], object]) -> tuple[str, str]:
    """What makes two rows the same service: name and provider, however written."""
    return plain(str(answer("service_name") or "")), plain(str(answer("organisation") or ""))


def keys_for(rows: Iterable[Row], earlier: Iterable[AreaAnswers]) -> list[str]:
    """A key for each row: its reference, else an earlier service's, else the next free.

    Args:
        rows: rows of the services sheet; references are plain and come once.
        earlier: the area's earlier answers, those that count most first. Their keys are
            never given to another service.
    """
    rows, earlier = list(rows), list(earlier)
    keys = [clean_reference(row.text("ref")) for row in rows]
    taken = {*filter(None, keys), *(one.key for area in earlier for one in area.services)}
    unused = _keys_by_identity(earlier, set(keys))
    # A row at the same level has first claim to a key.
    for by_level in (True, False):
        for number, row in enumerate(rows):
            keys[number] = keys[number] or _earlier_key(row, unused, by_level=by_level)
    fresh = _free_keys(taken)
    return [key or next(fresh) for key in keys]


def _keys_by_identity(earlier: list[AreaAnswers], given: set[str]) -> KeysByIdentity:
    """The earlier services that no row refers to, those that count most where both have one."""
    found: KeysByIdentity = {}
    for area in earlier:
        here: KeysByIdentity = {}
        for one in area.services:
            if one.key not in given:
                entry = (one.answers.get("level"), one.key)
                here.setdefault(identity_of(one.answers.get), []).append(entry)
        found = here | found
    return found


def _earlier_key(row: Row, unused: KeysByIdentity, *, by_level: bool) -> str:
    several = unused.get(identity_of(row.answer), [])
    level = row.answer("level")
    found = next((one for one in several if not by_level or one[0] == level), None)
    if found is None:
        return ""
    several.remove(found)
    return found[1]


def _free_keys(taken: set[str]) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        if (key := f"s{number:02d}") not in taken:
            yield key
