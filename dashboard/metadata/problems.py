"""What is wrong with a metadata file, in words that the person who edits it can act on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError


@dataclass(frozen=True)
class Place:
    """Where something is written.

    Attributes:
        file: path of the file from the data folder, such as data/caveats.yml.
        item: id of the item, such as an indicator's; empty for the file as a whole.
        line: first line of the item, from 1; None where there is none to name.
        fields: line of each field of the item.
    """

    file: str
    item: str = ""
    line: int | None = None
    fields: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """One thing to put right: where it is, what was found and what is expected."""

    place: Place
    field: str
    found: str
    expected: str

    def __str__(self) -> str:
        """File, line, item and field, then what was found and what is expected."""
        line = self.place.fields.get(self.field.split(",")[0], self.place.line)
        where = (self.place.file, f"line {line}" if line else "", self.place.item, self.field)
        return f"{', '.join(filter(None, where))}: found {self.found}; expected {self.expected}."


class MetadataError(Exception):
    """The metadata cannot be used; every problem is listed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order found."""
        self.problems = list(problems)
        super().__init__(str(self))

    def __str__(self) -> str:
        """How many problems there are, then one line for each."""
        count = len(self.problems)
        title = "1 problem" if count == 1 else f"{count} problems"
        return "\n".join([f"{title} in the metadata:", *(f"- {p}" for p in self.problems)])


def schema_problems(error: ValidationError, model: type[BaseModel], place: Place) -> list[Problem]:
    """One problem for each field that does not fit the model."""
    return [_schema_problem(dict(one), model, place) for one in error.errors()]


def _schema_problem(error: dict[str, Any], model: type[BaseModel], place: Place) -> Problem:
    name, *inner = (str(part) for part in error["loc"]) if error["loc"] else ("",)
    nested = [f"entry {int(part) + 1}" if part.isdigit() else part for part in inner]
    return Problem(
        place=place,
        field=", ".join([name, *nested]),
        found=_found(error),
        expected=_expected(error, model, name),
    )


def _found(error: dict[str, Any]) -> str:
    if error["type"] == "missing":
        return "nothing"
    if error["type"] == "extra_forbidden":
        return "a field of this name"
    return shown(error["input"])


def shown(value: object) -> str:
    """A value as it would be written in the file, cut to a readable length."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    text = f'"{value}"' if isinstance(value, str) else str(value)
    longest = 60
    size = f" ({len(value)} characters)" if isinstance(value, str) and len(text) > longest else ""
    return text if len(text) <= longest else f"{text[: longest - 3]}...{size}"


_PATTERNS = {
    r"^E\d{8}$": "the letter E followed by eight digits",
    r"^[a-z0-9_]+$": "small letters, digits and underscores only",
}

# Start of pydantic's error type -> what the field wants, in words.
_WANTED = {
    "string_type": "text; put it in quotation marks",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "date": "a date such as 2021-04-01",
    "url": "a web address that begins with https://",
    "tuple": "a list",
    "list": "a list",
    "dict": "names, each with a value",
    "model": "fields, each with a value",
}


def _expected(error: dict[str, Any], model: type[BaseModel], name: str) -> str:
    kind, context = error["type"], error.get("ctx", {})
    match kind:
        case "missing":
            known = model.model_fields.get(name)
            wanted = (known.description if known else "") or "a value"
        case "extra_forbidden":
            wanted = _known_fields(model, name)
        case "enum":
            wanted = f"one of {context['expected']}"
        case "string_pattern_mismatch":
            pattern = context["pattern"]
            wanted = _PATTERNS.get(pattern, f"text of the form {pattern}")
        case "string_too_long":
            wanted = f"at most {context['max_length']} characters"
        case "greater_than_equal":
            wanted = f"{context['ge']} or more"
        case "less_than_equal":
            wanted = f"{context['le']} or less"
        case _:
            starts = (words for start, words in _WANTED.items() if kind.startswith(start))
            wanted = next(starts, error["msg"].lower())
    return wanted


def _known_fields(model: type[BaseModel], name: str) -> str:
    close = get_close_matches(name, model.model_fields, n=1)
    return f"{close[0]}, perhaps" if close else f"one of {', '.join(model.model_fields)}"
