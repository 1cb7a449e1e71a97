"""What may point to a person, and ordinary words that do not."""

import pytest

from dashboard.metadata.personal import email_addresses, people, phone_numbers
from dashboard.survey.screen import printable


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Speak to Jane Smith about it", ("Jane Smith",)),
        ("Mrs Patel runs it with Dr. J Owen-Jones", ("Mrs Patel", "Dr. J Owen-Jones")),
        ("contact Mo Farrow", ("Mo Farrow",)),
        ("Priya told us her ex Mohammed follows her", ("Priya", "Mohammed")),
        ("Thanks to Sarah, and to Sarah's team, it runs", ("Sarah",)),
        ("Ask Jane Smith. Jane knows.", ("Jane Smith",)),
        ("St John and St. Peter have halls; so has King Edward", ()),
        ("Derby, Grace, Mark, Will, May, Hope, Dawn and Victoria are words or places", ()),
        ("We start in May or Jan, and will hope for a frank talk at King's Lynn", ()),
        ("Elizabeth House and the Albert Hall", ("Elizabeth House", "Albert Hall")),
        ("Parents in Mark Street and Hope Valley", ()),
        ("Family Hubs in North Kesteven", ()),
        ("Grace Road is hard to reach by bus", ()),
        ("Me, You and Baby Too works well", ()),
    ],
)
def test_names(text, found):
    assert set(people(text)) == set(found)


@pytest.mark.parametrize(
    "text", ["0115 496 0123", "07700 900123", "+44 7700 900123", "(0116) 4960123"]
)
def test_telephone_numbers(text):
    assert phone_numbers(f"Ring {text}.")


@pytest.mark.parametrize("text", ["2026-2027", "1,200 families", "30 of 120", "S41 7JD", "0 to 17"])
def test_other_numbers(text):
    assert phone_numbers(text) == ()


def test_addresses():
    assert email_addresses("a.b@nhs.net, or c@d.gov.uk") == ("a.b@nhs.net", "c@d.gov.uk")
    assert email_addresses("@home and 5 @ 3") == ()


def test_a_terminal_is_not_told_what_to_do():
    assert "\x1b" not in printable("\x1b[2Jgone\nnext")


def test_a_long_text_without_spaces_is_no_address():
    assert email_addresses("a" * 200_000) == ()
    assert people("Aa" * 100_000) == ()
