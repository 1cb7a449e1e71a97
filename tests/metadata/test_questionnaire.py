"""What a questionnaire may say; its shape alone is checked by the models."""

import pytest
from pydantic import ValidationError

from dashboard.metadata.survey import Questionnaire
from tests.pages.small_survey import QUESTIONNAIRE


@pytest.mark.parametrize(
    ("also", "message"),
    [
        ({"no_such": "answered"}, "a question that is not here: no_such"),
        ({"working_ok": "sometimes"}, "working_ok does not offer sometimes"),
        ({"languages": "urdu"}, "languages does not offer urdu"),
    ],
)
def test_what_else_means_an_answer_must_be_an_answer(also, message):
    content = QUESTIONNAIRE.model_dump()
    content["lists"]["audience"]["items"][0]["also"] = also
    with pytest.raises(ValidationError, match=message):
        Questionnaire.model_validate(content)
