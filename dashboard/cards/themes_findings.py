"""The sentences above the cards about themes: responses first, then what is said most."""

import pandas as pd

from dashboard.analysis.pathway_words import plural
from dashboard.analysis.summary import join
from dashboard.analysis.themes import NO_THEME, totals
from dashboard.cards.model import Link
from dashboard.cards.themes_choice import KIND_LABELS, Choice

_MOST_TIED = 3


def lead(choice: Choice) -> tuple[Link, ...]:
    """Responses, then the commonest theme of each question; each leads to its answers."""
    kinds = [choice.part.kind] if choice.part.kind else list(KIND_LABELS)
    first = Link(choice.responses, "#responses")
    # On a projector the table is on the first screen; its own sentence says what is commonest.
    if choice.view.is_presented:
        return (first,)
    return (first, *(_commonest_of(choice, kind) for kind in kinds))


def _commonest_of(choice: Choice, kind: str) -> Link:
    whole = totals(choice.frame[choice.frame["kind"] == kind])
    elsewhere = choice.left_out[choice.left_out["kind"] == kind]
    if whole.empty and len(elsewhere):
        return Link(f"{KIND_LABELS[kind]}. {choice.left_out_words(elsewhere)}", "")
    named = whole.index.drop(NO_THEME, errors="ignore")
    text = f"{KIND_LABELS[kind]}. {commonest(choice, whole)}"
    return Link(text, choice.href(str(named[0]), kind=kind) if len(named) else "")


def commonest(choice: Choice, whole: pd.DataFrame) -> str:
    """The theme of most answers, with how many, from how many areas, and how sure that is.

    ``whole`` is what ``analysis.themes.totals`` makes.
    """
    whole = whole.drop(NO_THEME, errors="ignore")
    if whole.empty:
        return "No answer has a theme for this choice."
    top = whole[whole["answers"] == whole["answers"].iloc[0]]
    said = [
        f"{choice.theme_name(str(theme))}, {plural(int(row['answers']), 'answer')} from "
        f"{plural(int(row['areas']), 'area')} ({int(row['confirmed']) or 'none'} confirmed)"
        for theme, row in top.head(_MOST_TIED).iterrows()
    ]
    more = len(top) - _MOST_TIED
    tied = f"; and {more} more as often" if more > 0 else ""
    return f"Most often: {join(said)}{tied}."
