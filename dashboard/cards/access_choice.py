"""What has been chosen about distances to support, and the words that go with it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from dashboard.analysis.access import KM, Share, access, share
from dashboard.analysis.access_offer import AWAY, ELSEWHERE, NO_PLACE, UNCLEAR, Offer, offer
from dashboard.analysis.pathway_words import are, day, have, plural
from dashboard.analysis.provision import Slice
from dashboard.analysis.summary import capital, join
from dashboard.cards.need_choice import DIMENSIONS
from dashboard.cards.need_words import slice_words
from dashboard.cards.survey_labels import survey_meta, survey_source, title_with_label
from dashboard.dataset import Dataset
from dashboard.metadata.survey import Questionnaire
from dashboard.view_state import View

USUAL_KM = 5
DISTRICTS = "districts"

WHY = {
    AWAY: "not at a place, only online, by phone or self-guided",
    NO_PLACE: "no place given; in families' homes, across the area, or left empty",
    ELSEWHERE: "a place that is not among the region's postcodes",
    UNCLEAR: "not answered whether it runs or is this kind of support",
}

STRAIGHT = (
    "Straight-line distance, not travel time: a river, a hill or a missing bus can make a near "
    "place far."
)
NOT_PEOPLE = (
    "Postcodes are counted, not people: each counts once, however many homes it has. The directory "
    "does not say which are no longer in use, so those count too."
)
ACROSS = (
    "Any known site in the region counts, whichever area runs it, because people cross borders; "
    "an area may not let them. Sites outside the region are not known."
)
RURAL = (
    "Rural and urban are those of the official 2021 rural-urban classification (Office for "
    "National Statistics). A postcode has the class of the nearest small area in its district."
)
SIGNS = (
    "≥ means at least: sites that are not known could add to it. ≤ means not known, but no more "
    "than this. ? means not known. Nothing unknown is ever shown as 0%."
)


@dataclass(frozen=True)
class AccessChoice:
    """The view with what it means.

    Attributes:
        wanted: the slice of support. ``found``: what there is to measure of it.
        km: the distance chosen.
        parent: the area whose districts are shown; empty for all areas.
        codes: areas or districts in the order shown: largest share first, not known last.
        frame: as ``analysis.access.access`` gives, in that order.
    """

    dataset: Dataset
    view: View
    as_of: date
    wanted: Slice
    found: Offer
    km: int
    parent: str
    codes: tuple[str, ...]
    frame: pd.DataFrame

    @property
    def questionnaire(self) -> Questionnaire:
        """What was asked."""
        return self.dataset.survey.questionnaire

    @cached_property
    def rows(self) -> dict[str, dict]:
        """The frame as plain rows."""
        return dict(zip(self.frame.index, self.frame.to_dict("records"), strict=True))

    def share(self, code: str, km: int = 0, part: str = "all") -> Share:
        """Share of an area's postcodes (all, urban or rural) within a distance."""
        row, km = self.rows[code], km or self.km
        return share(row[f"{part}_within_{km}"], row[f"{part}_most_{km}"], row[f"{part}_postcodes"])

    def unsure(self, code: str, km: int = 0) -> str:
        """Why a share is not known for certain, in words; empty if it is."""
        if self.share(code, km).is_known:
            return ""
        own = {*self.found.not_answered}
        near = self.rows[code][f"unsure_{km or self.km}"]
        silent = join([self.name(one) for one in near if one in own])
        lost = join([self.name(one) for one in near if one not in own])
        parts = [
            f"not all answered by {silent}" if silent else "",
            f"services without a known place in {lost}" if lost else "",
        ]
        return "; ".join(filter(None, parts))

    def name(self, code: str) -> str:
        """Short name of an area."""
        return self.dataset.area(code).short_name

    @property
    def units(self) -> str:
        """What the rows are."""
        return "districts" if self.parent else "areas"

    @property
    def where(self) -> str:
        """Which rows they are, for captions."""
        return f"districts of {self.name(self.parent)}" if self.parent else "all areas"

    @property
    def support(self) -> str:
        """The slice within a sentence: "support (targeted or specialist; separating)"."""
        words = slice_words(self.questionnaire, self.wanted)
        return f"support ({words})" if words else "any support"

    def left_out(self) -> str:
        """How many services cannot be measured, by reason."""
        lost = self.found.unmeasured
        if not lost:
            return "Every running service of this kind has a place that is known."
        counts = Counter(one.why for one in lost)
        reasons = "; ".join(f"{counts[why]}: {words}" for why, words in WHY.items() if counts[why])
        return (
            f"{plural(len(lost), 'running service')} {have(len(lost))} no place that is known, or "
            f"not for all of it, and cannot be measured ({reasons})."
        )

    def source(self) -> str:
        """Source line of every card."""
        survey = survey_source(self.dataset, self.dataset.member_codes)
        return f"{survey} Postcodes: ONS Postcode Directory. Rural or urban: ONS, 2021."

    def card_title(self, title: str) -> str:
        """Title of a picture, with what is measured."""
        text = f"{title} {capital(self.support)}, {self.where}, straight line"
        return title_with_label(self.dataset, self.dataset.member_codes, text)

    def meta(self) -> tuple[tuple[str, str], ...]:
        """Rows that travel with every file."""
        return (
            *survey_meta(self.dataset, self.dataset.member_codes),
            ("As of", day(self.as_of)),
            ("Support", self.support),
            ("Distance", STRAIGHT),
            ("Counted", NOT_PEOPLE),
            ("Sites", ACROSS),
            ("Not measured", self.left_out()),
            ("Signs", SIGNS),
            ("Rural and urban", RURAL),
            ("View", self.view.href),
        )


def access_choice(view: View, dataset: Dataset, as_of: date) -> AccessChoice:
    """Read a view."""
    wanted = Slice(*(getattr(view, name) for name in DIMENSIONS.values()))
    km = int(view.km or USUAL_KM)
    parent = district_parent(view, dataset)
    codes = dataset.member_codes
    if parent:
        below = dataset.registry.districts_of(parent)
        codes = tuple(one.code for one in below) or (parent,)
    frame = access(dataset, wanted, codes)
    counts = [f"all_within_{km}", f"all_most_{km}", "all_postcodes"]
    shares = [share(*row) for row in frame[counts].itertuples(index=False)]
    order = sorted(range(len(codes)), key=lambda place: _largest_first(shares[place]))
    return AccessChoice(
        dataset=dataset,
        view=view,
        as_of=as_of,
        wanted=wanted,
        found=offer(dataset.survey, dataset.member_codes, wanted),
        km=km,
        parent=parent,
        codes=tuple(codes[place] for place in order),
        frame=frame.iloc[order],
    )


def _largest_first(one: Share) -> tuple[bool, float]:
    return one.percent is None, -one.count / one.total if one.total else 0


def counties(dataset: Dataset) -> tuple[str, ...]:
    """Areas that have districts."""
    return tuple(c for c in dataset.member_codes if dataset.registry.districts_of(c))


def district_parent(view: View, dataset: Dataset) -> str:
    """The area whose districts are asked for: that of a chosen district, else the first county."""
    if view.by != DISTRICTS:
        return ""
    if view.area in dataset.member_codes:
        return view.area
    above = dataset.area(view.area).parent if view.area else None
    return above or next(iter(counties(dataset)), "")


def spoken(one: Share) -> str:
    """A share within a sentence: "at least 41%"."""
    words = {"≥": "at least", "≤": "at most", ">": "more than", "<": "less than", "?": "not known"}
    sign, _, rest = one.text.partition(" ")
    return f"{words[sign]} {rest}".strip() if sign in words else one.text


def ends(choice: AccessChoice, codes: Sequence[str]) -> str:
    """From the smallest to the largest share of some areas, in order of the page."""
    shares = {code: choice.share(code) for code in codes}
    if len({one.text for one in shares.values()}) == 1:
        return f"{spoken(shares[codes[0]])} in {join([choice.name(code) for code in codes])}"
    last, first = codes[-1], codes[0]
    return (
        f"from {spoken(shares[last])} in {choice.name(last)} to "
        f"{spoken(shares[first])} in {choice.name(first)}"
    )


def finding(choice: AccessChoice) -> str:
    """What the distances say: where it is known, where only a floor is, where nothing is."""
    shares = {code: choice.share(code) for code in choice.codes}
    known = [code for code, one in shares.items() if one.is_known]
    floors = [code for code, one in shares.items() if not one.is_known and one.percent is not None]
    rest = [code for code, one in shares.items() if one.percent is None]
    said = []
    if known:
        only = "" if len(known) == len(shares) else f" for {plural(len(known), choice.units[:-1])}"
        said.append(f"Known{only}: {ends(choice, known)}.")
    if floors:
        more = "unknown sites could add to it"
        count = plural(len(floors), choice.units[:-1])
        said.append(f"For {count} only a least share is known ({more}): {ends(choice, floors)}.")
    if rest:
        said.append(f"Not known for {join([choice.name(code) for code in rest])}.")
    measured = len(choice.found.services)
    return (
        f"Share of postcodes within {choice.km} km, in a straight line, of a place with "
        f"{choice.support}; {plural(measured, 'running service')} {are(measured)} measured. "
        + " ".join(said)
    )


DISTANCES = tuple(f"{km} km" for km in KM)
