"""Tables and sentences about distances, on an invented region where they are obvious."""

from datetime import date

from dashboard.cards.access_choice import access_choice, finding
from dashboard.cards.access_tables import map_table, reach_table, rural_table, services_table
from dashboard.view_state import View
from tests.pages import small_region
from tests.pages.small_region import COUNTY


def made(**changes):
    """Targeted support for parents together: the county has a site, the others have not said."""
    view = View(page="need", view="access", tier=("targeted",), situation=("together",), **changes)
    return access_choice(view, small_region.dataset(), date(2026, 11, 27))


def column(table, name):
    place = [one.name for one in table.columns].index(name)
    return {row[0].text: row[place] for row in table.rows}


def texts(table, name):
    return {area: cell.text for area, cell in column(table, name).items()}


def test_an_area_that_has_not_answered_is_not_known_and_says_who_is_silent():
    choice = made()
    table = reach_table(choice)
    assert texts(table, "Share within 5 km") == {
        "Hillshire": "100%",
        "Milltown": "?",
        "Newborough": "–",
    }
    assert texts(table, "Not known")["Hillshire"] == "–"
    assert texts(table, "Not known")["Milltown"] == "Not all answered by Milltown"
    assert texts(table, "Sites here") == {"Hillshire": "1", "Milltown": "?", "Newborough": "?"}
    assert column(table, "Known within 5 km")["Milltown"].value is None
    assert finding(choice).endswith(
        "Known for 1 area: 100% in Hillshire. Not known for Milltown and Newborough."
    )


def test_numerator_and_denominator_stand_beside_every_share():
    table = reach_table(made(by="districts", area=COUNTY))
    assert {name: cell.value for name, cell in column(table, "Postcodes").items()} == {
        "Dale": 1,
        "Moor": 1,
    }
    near, far = (column(table, name)["Dale"] for name in ("Known within 2 km", "Share within 2 km"))
    assert (near.value, far.value) == (1, 100)
    moor = column(table, "Share within 2 km")["Moor"]
    assert (moor.text, moor.value) == ("0%", 0)
    assert texts(map_table(made(by="districts", area=COUNTY, km="2")), "Share within 2 km") == {
        "Dale": "100%",
        "Moor": "0%",
    }


def test_town_and_country_have_numbers_of_their_own():
    table = rural_table(made(by="districts", area=COUNTY))
    assert column(table, "Rural postcodes")["Moor"].value == 1
    assert texts(table, "Rural share within 5 km")["Moor"] == "100%"
    none = column(table, "Rural share within 5 km")["Dale"]
    assert (none.value, none.note) == (None, "no postcodes of this kind")


def test_a_file_never_holds_a_number_for_what_is_not_known():
    for table in (reach_table(made()), rural_table(made()), map_table(made())):
        about = dict(table.meta)
        assert about["Support"] == "support (targeted; together)"
        for row in table.rows[1:]:
            shares = zip(table.columns, row, strict=True)
            values = [cell.value for one, cell in shares if "share" in one.name.lower()]
            assert not [value for value in values if isinstance(value, float)]


def test_online_support_is_named_apart_and_is_not_far_away():
    choice = access_choice(
        View(page="need", view="access"), small_region.dataset(), date(2026, 11, 27)
    )
    ((name, area, why),) = services_table(choice).rows
    assert (name.text, area.text) == ("Group s02", "Hillshire")
    assert why.text.startswith("Not at a place")
    assert choice.left_out().startswith("1 running service has no place that is known")
