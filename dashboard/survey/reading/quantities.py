"""Numbers, dates and postcodes, as people write them."""

import math
import re
from datetime import date, datetime, time, timedelta

from dashboard.metadata.survey import Question
from dashboard.survey.reading.understood import Amiss, Trouble, Understood
from dashboard.survey.wording import quoted
from dashboard.survey.words import clean, one_line

_ABOUT = r"(?:about|around|approximately|approx\.?|roughly|circa|c\.|ca\.?|~|≈)?"
_UNITS = r"(?:a year|per year|each year|per annum|p\.?a\.?|yearly|annually|fte|wte)?"
_NUMBER = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERIC_DAY = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
_ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?")
_WORD_DAY = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?([a-z]{3,9})\.?[\s\-/.,]*(\d{4}|\d{2})"
)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+")

# Days that a spreadsheet counts since its own beginning, where a cell lost its date format.
_SERIAL_START = date(1899, 12, 30)
_LONGEST_POSTCODES = 4_000
_NEVER_WAS = 60
_FIRST_YEAR_TYPED = 1930
_SERIALS = range(36_526, 73_051)  # 2000 to 2099

_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
_MIXED = re.compile(r"\b(?:[A-Za-z]+\d|\d+[A-Za-z])")
_POSTCODE_INSIDE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)


def read_number(value: object, question: Question) -> Understood:
    """A number; as text with commas, "about" or its unit only where one number is meant."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Understood(float(value))
    text = one_line(str(value)).casefold()
    unit = question.unit.casefold()
    units = sorted({unit, unit.removesuffix("s"), *unit.split(" a ")[:1]} - {""}, key=len)
    named = "|".join(re.escape(one) for one in reversed(units)) or "(?!)"
    form = rf"{_ABOUT}\s*{_NUMBER}\s*(?:{named})?\s*{_UNITS}"
    found = re.fullmatch(form, text)
    if found and not isinstance(value, datetime | date):
        return Understood(float(found[1].replace(",", "")))
    expected = f"one number{f', {question.unit}' if question.unit else ''}"
    return Understood(amiss=(Amiss(Trouble.NOT_A_NUMBER, quoted(value), expected),))


def read_date(value: object) -> Understood:
    """A day, as an ISO date; from a date or from text in the forms usual in the UK."""
    if isinstance(value, datetime):
        # Nobody types an hour: it is a number with decimals in a cell for dates.
        return Understood(value.date().isoformat(), always_note=value.time() != time())
    if isinstance(value, date):
        return Understood(value.isoformat())
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and math.isfinite(value) and int(value) in _SERIALS:
        day = _SERIAL_START + timedelta(days=int(value))
        return Understood(day.isoformat(), always_note=True)
    parts = _day_month_year(one_line(str(value)).casefold())
    if parts is None:
        expected = "a day such as 31 March 2027"
        return Understood(amiss=(Amiss(Trouble.NOT_A_DATE, quoted(value), expected),))
    try:
        return Understood(date(*parts).isoformat())
    except ValueError:
        expected = "a day that is in the calendar"
        return Understood(amiss=(Amiss(Trouble.NO_SUCH_DAY, quoted(value), expected),))


def typed_number(value: object) -> int | None:
    """The number that was typed where a cell for dates made a day long past of it: 2027 of 1905.

    None for other days: a spreadsheet keeps those alike, whether typed as a date or as a number.
    """
    if not isinstance(value, datetime) or value.year >= _FIRST_YEAR_TYPED:
        return None
    number = (value.date() - _SERIAL_START).days
    # Day 60 is a 29 February 1900 that never was; before it, days are counted one lower.
    return number - 1 if 0 < number <= _NEVER_WAS else number


def read_postcodes(text: str) -> Understood:
    """Postcodes in any spacing and case, with anything usual between them.

    Words before a postcode are the place's name and address; they are left out. What has
    letters and digits together but is no postcode may be a misspelt one.
    """
    if len(text) > _LONGEST_POSTCODES:
        expected = f"postcodes, at most {_LONGEST_POSTCODES:,} characters"
        return Understood(amiss=(Amiss(Trouble.NOT_A_POSTCODE, quoted(text), expected),))
    found: dict[str, None] = {}
    amiss: list[Amiss] = []
    for entry in re.split(r"[;\n|]", clean(text)):
        parts = re.split(r"[,/&+]|\band\b", one_line(entry), flags=re.IGNORECASE)
        several = {part: _postcodes_in(part) for part in parts if part.strip(" .")}
        found |= dict.fromkeys(one for codes in several.values() for one in codes)
        is_address = any(several.values())
        for part, codes in several.items():
            if not codes and not (is_address and not _MIXED.search(part)):
                expected = "a postcode such as DE24 8UZ"
                amiss.append(Amiss(Trouble.NOT_A_POSTCODE, quoted(part.strip()), expected))
    return Understood(tuple(found) or None, tuple(amiss))


def _postcodes_in(part: str) -> list[str]:
    """Postcodes of a part that holds nothing else, or a place's name before them."""
    compact = re.sub(r"[\s.\-]", "", part).upper()
    if _POSTCODE.fullmatch(compact):
        return [f"{compact[:-3]} {compact[-3:]}"]
    inside = _POSTCODE_INSIDE.findall(part)
    return [f"{first.upper()} {last.upper()}" for first, last in inside]


def _day_month_year(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as numbers that need not make a day; None if it is not a date."""
    text = _WEEKDAY.sub("", text)
    if found := _ISO_DAY.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMERIC_DAY.fullmatch(text):
        return _year(found[3]), int(found[2]), int(found[1])
    if (found := _WORD_DAY.fullmatch(text)) and (month := _month(found[2])):
        return _year(found[3]), month, int(found[1])
    if (found := _MONTH_FIRST.fullmatch(text)) and (month := _month(found[1])):
        return int(found[3]), month, int(found[2])
    return None


def _year(text: str) -> int:
    return int(text) if len(text) > len("26") else 2000 + int(text)


def _month(word: str) -> int | None:
    full = ("january", "february", "march", "april", "may", "june", "july", "august",
            "september", "october", "november", "december")  # fmt: skip
    is_month = word in full or word in _MONTHS or word == "sept"
    return _MONTHS.index(word[:3]) + 1 if is_month else None
