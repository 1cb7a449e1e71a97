"""Where services take place: never at an office."""

from dashboard.dataset.survey import Survey

from ..pages.small_survey import SITE, service, survey


def test_a_postcode_of_a_service_that_nobody_can_have_in_person_is_no_place():
    whole = survey("E06000015", "E06000016", "E06000015").record
    ways = {"s01": ("online", "phone"), "s02": ("online", "in_person"), "s03": "dont_know"}
    services = tuple(service(key, delivery=way, sites=(SITE,)) for key, way in ways.items())
    answered = whole.responses[0].model_copy(update={"services": services})
    found = Survey(whole.model_copy(update={"responses": (answered,)})).sites
    assert list(found["service_id"]) == ["E06000015-s02", "E06000015-s03"]
