"""Keep withheld figures withheld.

Published figures keep the suppression of their publisher. A row without a value therefore
carries nothing from which the value could be worked out: no numerator and no interval. The
denominator, a population or a total, stays.

Nothing is worked out by subtraction for published figures, neither to fill a gap nor to test
whether a reader could: their publishers have already hidden what must not be derived, and
areas outside the dataset are part of their totals.
"""

import numpy as np
import pandas as pd

from dashboard.metadata.models import Status

_WITH_VALUE = {status.value for status in Status if status.has_value}
_TELLING = ("value", "lower_ci", "upper_ci", "numerator")


class DisclosureError(RuntimeError):
    """A row that should show nothing still does; the message counts the rows."""


def blank_withheld(frame: pd.DataFrame) -> pd.DataFrame:
    """Remove the numerators of rows without a value.

    Args:
        frame: status and numerator; one row per figure.

    Returns:
        A copy in which only rows whose status has a value keep a numerator.
    """
    shown = frame["status"].isin(_WITH_VALUE)
    return frame.assign(numerator=frame["numerator"].where(shown, np.nan))


def require_withheld(frame: pd.DataFrame) -> None:
    """Check that rows without a value carry no value, limit or numerator.

    Raises:
        DisclosureError: at least one row does. Nothing may be written then.
    """
    hidden = frame.loc[~frame["status"].isin(_WITH_VALUE), list(_TELLING)]
    telling = hidden.notna().any(axis="columns")
    if telling.any():
        raise DisclosureError(
            f"{int(telling.sum()):,} rows without a value still carry a value, limit or numerator"
        )
