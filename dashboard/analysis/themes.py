"""Themes in answers that people wrote in their own words: counted, never as a share of ten areas.

An answer counts once for each of its themes. Its themes are what a person has confirmed; only
where nobody has decided are they what the machine suggests, and then they count apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from dashboard.dataset.survey import ANSWERED, BLANK, KEPT_BACK, Survey, said
from dashboard.metadata.coding import is_illustrative

BARRIERS, WORKS, GAPS = "barriers", "works", "gaps"
# What is asked about each service and about the area as a whole, by what it is about.
KINDS: dict[str, tuple[str, ...]] = {
    BARRIERS: ("barriers", "area_barriers"),
    WORKS: ("what_works", "area_works"),
    GAPS: ("gaps_seen",),
}
_KIND_OF = {question: kind for kind, questions in KINDS.items() for question in questions}

# Answers without any theme; not an id that a theme can have.
NO_THEME = "no-theme"

# What is known of one area's own words; left out: written, but none of it is of the choice.
HAS_TEXT, LEFT_OUT, NO_TEXT, NOT_ANSWERED = "has_text", "left_out", "no_text", "not_answered"

# How far one answer is coded.
CONFIRMED, SUGGESTED, UNCODED = STATES = ("confirmed", "suggested", "uncoded")

LONGEST_QUOTE = 160  # characters; more is not read on a wall
# Answers that both have coded; docs/themes.md says why.
_FEWEST_FOR_KAPPA = 10
_ROUGH_BELOW = 30

_TEXTS = ["text_id", "area_code", "service_id", "question", "text", "suggested", "keyphrases",
          "confirmed", "second", "coder", "second_coder", "flags"]  # fmt: skip


@dataclass(frozen=True)
class Slice:
    """Which answers are looked at.

    Attributes:
        kind: barriers, works or gaps; "" for all.
        tiers, situations: of the service that an answer is about; empty for all.
    """

    kind: str = ""
    tiers: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()

    @property
    def is_about_services(self) -> bool:
        """Whether answers about an area as a whole are left out."""
        return bool(self.tiers or self.situations)


@lru_cache(maxsize=4)
def coded(survey: Survey) -> pd.DataFrame:
    """Every answer in people's own words, with what it counts as. Shared: do not write to it.

    Returns:
        The columns of ``CodedText`` and: kind ("" for other questions), level and situation
        of its service ("" and () without one), state (confirmed, suggested, uncoded), themes
        (those it counts for; ``(NO_THEME,)`` without any), is_flagged, coder_made_up and
        second_made_up (whether those who coded it are illustrative).
    """
    frame = survey.texts.reindex(columns=_TEXTS)
    frame["kind"] = frame["question"].map(_KIND_OF).fillna("")
    frame["level"], frame["situation"] = _service_columns(survey, frame["service_id"])
    frame["state"] = [
        CONFIRMED if confirmed is not None else SUGGESTED if suggested else UNCODED
        for confirmed, suggested in zip(frame["confirmed"], frame["suggested"], strict=True)
    ]
    frame["themes"] = [
        tuple(dict.fromkeys(suggested if confirmed is None else confirmed)) or (NO_THEME,)
        for confirmed, suggested in zip(frame["confirmed"], frame["suggested"], strict=True)
    ]
    frame["is_flagged"] = frame["flags"].map(bool).astype(bool)
    frame["coder_made_up"] = frame["coder"].map(is_illustrative).astype(bool)
    frame["second_made_up"] = frame["second_coder"].map(is_illustrative).astype(bool)
    return frame


def _service_columns(survey: Survey, ids: pd.Series) -> tuple[list[str], list[tuple[str, ...]]]:
    """Level and situations of the service of each answer."""
    if ids.empty or survey.services.empty:
        return [""] * len(ids), [()] * len(ids)
    levels = survey.services["level"].to_dict()
    situations = survey.services["situation"].to_dict()
    return [levels.get(one, "") for one in ids], [situations.get(one, ()) for one in ids]


def in_slice(frame: pd.DataFrame, part: Slice) -> pd.DataFrame:
    """The rows of a frame with kind, level and situation that a slice asks for."""
    keep = pd.Series(True, index=frame.index)
    if part.kind:
        keep &= frame["kind"] == part.kind
    if part.tiers:
        keep &= frame["level"].isin(part.tiers)
    if part.situations:
        wanted = set(part.situations)
        keep &= ~frame["situation"].map(wanted.isdisjoint).astype(bool)
    return frame[keep]


def is_asked_of_areas(survey: Survey, kind: str) -> bool:
    """Whether a kind is asked only of an area as a whole, so that no service has an answer."""
    asked_of_areas = {one.id for one in survey.questionnaire.area_questions}
    return bool(kind) and asked_of_areas.issuperset(KINDS[kind])


def left_out(survey: Survey, part: Slice) -> pd.DataFrame:
    """Answers of the kind that the chosen levels and situations leave out; columns of ``coded``."""
    of_kind = in_slice(coded(survey), Slice(part.kind))
    return of_kind.drop(in_slice(of_kind, part).index)


def counts(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """How many answers there are of each theme, by a column such as area_code.

    Returns:
        Indexed by (theme, ``by``): confirmed and other, whole numbers. Pairs without an
        answer are absent. ``other`` is suggested only; of NO_THEME it is not coded yet.
    """
    each = frame[["themes", by]].assign(confirmed=frame["state"] == CONFIRMED).explode("themes")
    grouped = each.groupby(["themes", by])["confirmed"].agg(["sum", "size"]).astype(int)
    return pd.DataFrame(
        {"confirmed": grouped["sum"], "other": grouped["size"] - grouped["sum"]}
    ).rename_axis(["theme", by])


def totals(frame: pd.DataFrame) -> pd.DataFrame:
    """Each theme over all areas, commonest first (ties by id).

    Returns:
        Indexed by theme, NO_THEME included where there is any: answers, confirmed, other,
        areas (how many areas the answers are from).
    """
    each = frame[["themes", "area_code"]].assign(confirmed=frame["state"] == CONFIRMED)
    grouped = each.explode("themes").groupby("themes")
    result = pd.DataFrame(
        {
            "answers": grouped.size(),
            "confirmed": grouped["confirmed"].sum().astype(int),
            "areas": grouped["area_code"].nunique(),
        }
    )
    result["other"] = result["answers"] - result["confirmed"]
    return result.rename_axis("theme").sort_values(
        ["answers", "confirmed", "areas"], ascending=False, kind="stable"
    )


@lru_cache(maxsize=4)
def asked(survey: Survey) -> pd.DataFrame:
    """Every time that an area was asked for its own words. Shared: do not write to it.

    Returns:
        One row per question and service or area that has sent in answers: area_code,
        question, kind, level, situation, said (answered, blank, dont_know, not_asked).
    """
    questionnaire = survey.questionnaire
    services = [one for one in questionnaire.questions if one.coded]
    areas = [one for one in questionnaire.area_questions if one.coded]
    rows = []
    for code, response in survey.responses.items():
        rows += [
            (code, one.id, "", (), said(response.answers.get(one.id), questionnaire))
            for one in areas
        ]
    frame = survey.services
    for one in services:
        columns = (frame["area_code"], frame["level"], frame["situation"], frame[f"said_{one.id}"])
        rows += [
            (code, one.id, level, situation, how)
            for code, level, situation, how in zip(*columns, strict=True)
        ]
    names = ["area_code", "question", "level", "situation", "said"]
    result = pd.DataFrame(rows, columns=names)
    return result.assign(kind=result["question"].map(_KIND_OF).fillna(""))


def response_rates(survey: Survey, part: Slice, by: str, keys: Sequence[str]) -> pd.DataFrame:
    """How far answers were given in own words, and how far they are coded.

    Args:
        survey: the answers.
        part: which answers.
        by: area_code or kind.
        keys: areas or kinds, in the order wanted.

    Returns:
        Indexed by ``keys``: asked (times that a question was put), answers (given in words),
        blank, said_unknown (don't know, not asked), confirmed, made_up (those of them whose
        coder is illustrative), suggested, uncoded, flagged.
        An area that has sent in nothing has zeros; ``area_states`` tells it apart.
    """
    questions, texts = in_slice(asked(survey), part), in_slice(coded(survey), part)
    # What is withheld because it may name a person was answered, and is among the texts.
    given = questions["said"].isin([ANSWERED, *KEPT_BACK])

    def count(frame: pd.DataFrame, keep: pd.Series | bool = True) -> pd.Series:
        held = frame.loc[keep if isinstance(keep, pd.Series) else frame.index, by]
        return held.value_counts().reindex(list(keys), fill_value=0)

    return pd.DataFrame(
        {
            "asked": count(questions),
            "answers": count(texts),
            "blank": count(questions, questions["said"] == BLANK),
            "said_unknown": count(questions, ~given & (questions["said"] != BLANK)),
            **{state: count(texts, texts["state"] == state) for state in STATES},
            "made_up": count(texts, (texts["state"] == CONFIRMED) & texts["coder_made_up"]),
            "flagged": count(texts, texts["is_flagged"]),
        }
    )


def area_states(survey: Survey, part: Slice, codes: Sequence[str]) -> dict[str, str]:
    """Whether each area wrote anything: has_text, left_out, no_text, not_answered (no response).

    No text means that it left every question of the kind empty, whatever service it is about.
    """
    writing = set(in_slice(coded(survey), part)["area_code"])
    elsewhere = set(left_out(survey, part)["area_code"])

    def state(code: str) -> str:
        if code in writing:
            return HAS_TEXT
        if code in elsewhere:
            return LEFT_OUT
        return NO_TEXT if code in survey.responses else NOT_ANSWERED

    return {code: state(code) for code in codes}


def with_theme(frame: pd.DataFrame, theme: str = "", area: str = "") -> pd.DataFrame:
    """Answers of a theme and an area; confirmed first, then suggested, then not coded."""
    keep = pd.Series(True, index=frame.index)
    if theme:
        keep &= frame["themes"].map(lambda themes: theme in themes).astype(bool)
    if area:
        keep &= frame["area_code"] == area
    found = frame[keep]
    return found.assign(_order=found["state"].map(STATES.index)).sort_values(
        "_order", kind="stable"
    )


def quotes(frame: pd.DataFrame, theme: str, most: int) -> pd.DataFrame:
    """Short answers to show of a theme: confirmed by a person, and nothing in them flagged.

    One from each area before a second from any; among an area's own the shortest first.
    """
    found = with_theme(frame, theme)
    found = found[(found["state"] == CONFIRMED) & ~found["is_flagged"]]
    found = found.assign(_length=found["text"].map(len).astype(int))
    found = found[found["_length"] <= LONGEST_QUOTE].sort_values(["_length", "text"])
    found = found.assign(_turn=found.groupby("area_code").cumcount())
    return found.sort_values(["_turn", "_length", "text"]).head(most)


def agreement_words(kappa: float | None, answers: int) -> tuple[str, str]:
    """Cohen's kappa with two decimals and what can be said of it.

    Kappa is agreement beyond what two coders would reach by chance (Cohen 1960). Ranges of it
    are given no names, such as "substantial": where one ends is arbitrary.

    Returns:
        The figure ("too few", "undefined" where there is none) and cautious words.
    """
    if answers < _FEWEST_FOR_KAPPA:
        return "too few", f"fewer than {_FEWEST_FOR_KAPPA} answers coded by both"
    if kappa is None or pd.isna(kappa):
        return "undefined", "both chose it for every answer, or for none"
    # Rounded as printed, so that words never contradict the figure beside them.
    shown = round(kappa, 2) + 0.0  # no minus before nought
    words = "more than chance, less than full agreement"
    if shown <= 0:
        words = "no more than chance: talk about what is meant"
    elif shown == 1:
        words = "full agreement"
    rough = f"; rough, with fewer than {_ROUGH_BELOW} answers" if answers < _ROUGH_BELOW else ""
    return f"{shown:.2f}", words + rough
