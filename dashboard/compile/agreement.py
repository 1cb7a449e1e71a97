"""How far two coders agree beyond chance: Cohen's kappa for each theme.

Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and
Psychological Measurement 20(1), 37-46. All themes together: de Vries, H., Elliott, M. N.,
Kanouse, D. E. and Teleki, S. S. (2008). Using pooled kappa to summarize interrater agreement
across many items. Field Methods 20(3), 272-282.
"""

from collections.abc import Iterable, Sequence

from dashboard.metadata.survey import Agreement, CodedText, ThemeCode

_DIGITS = 12  # past these, differences are noise of binary arithmetic


def kappa(first: Sequence[bool], second: Sequence[bool]) -> float | None:
    """Cohen's kappa of two coders' yes and no on the same answers.

    Returns:
        From -1 to 1: 1 for full agreement, 0 for as much as chance gives. None where it is
        not defined: without answers, or where both say the same one thing of every answer.
    """
    return _beyond_chance(*_shares(first, second)) if first else None


def agreement(texts: Iterable[CodedText], themes: Sequence[ThemeCode]) -> tuple[Agreement, ...]:
    """Agreement over the answers that both coders have coded: all themes, then each.

    Returns:
        First all themes together (theme ""), by pooled kappa: the means over themes of
        observed and of expected agreement put into the formula of kappa. Empty if no answer
        has been coded twice.
    """
    pairs = [
        (set(one.confirmed), set(one.second))
        for one in texts
        if one.confirmed is not None and one.second is not None
    ]
    if not pairs:
        return ()
    found, shares = [], []
    for theme in themes:
        first = [theme.id in one for one, _ in pairs]
        second = [theme.id in other for _, other in pairs]
        shares.append(_shares(first, second))
        same = sum(a == b for a, b in zip(first, second, strict=True))
        found.append(
            Agreement(theme=theme.id, answers=len(pairs), same=same, kappa=kappa(first, second))
        )
    together = [sum(column) / len(shares) for column in zip(*shares, strict=True)]
    overall = Agreement(
        theme="",
        answers=len(pairs),
        same=sum(one == other for one, other in pairs),
        kappa=_beyond_chance(*together) if shares else None,
    )
    return (overall, *found)


def _shares(first: Sequence[bool], second: Sequence[bool]) -> tuple[float, float]:
    """Share of answers on which they agree, and the share that chance would give."""
    count = len(first)
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / count
    yes, also = sum(first) / count, sum(second) / count
    return observed, yes * also + (1 - yes) * (1 - also)


def _beyond_chance(observed: float, expected: float) -> float | None:
    if round(expected, _DIGITS) == 1:
        return None
    return round((observed - expected) / (1 - expected), _DIGITS)
