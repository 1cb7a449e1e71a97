"""Suggests themes for answers, by their words. People decide; nothing is coded here.

An answer is suggested for a theme if it holds one of the theme's words or phrases, or if it
is alike to the theme in its words as a whole: the cosine of the angle between the two, each
word weighted by TF-IDF (Sparck Jones 1972; Salton and Buckley 1988), as scikit-learn does.
docs/themes.md says how the threshold was chosen.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dashboard.metadata.survey import ThemeCode

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

ALIKE = 0.12  # cosine from which an answer is alike to a theme; see docs/themes.md
MOST_THEMES = 3  # as many as a coder can choose
MOST_KEYPHRASES = 3
_LONGEST_PHRASE = 3  # words

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_BREAK = re.compile(r"[.,;:!?()\[\]\"/]|\s[-–—]\s")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u2011": "-"})
_SHORTEST_WORD = 2  # letters


class Suggestion(NamedTuple):
    """What the words of one answer suggest.

    Attributes:
        themes: ids, the likeliest first.
        keyphrases: the answer's words that set it apart from the other answers.
    """

    themes: tuple[str, ...]
    keyphrases: tuple[str, ...]


def suggest(texts: Sequence[str], themes: Sequence[ThemeCode]) -> tuple[Suggestion, ...]:
    """Themes and keyphrases for each answer; the same for the same input.

    Args:
        texts: the answers.
        themes: the codebook.
    """
    alike = _alike(texts, themes)
    phrases = keyphrases(texts)
    words = {one.id: [_whole(word) for word in one.words] for one in themes}
    return tuple(
        Suggestion(_likeliest(text, words, alike[number]), phrases[number])
        for number, text in enumerate(texts)
    )


def keyphrases(texts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """For each answer up to three phrases of one to three words with the most weight.

    The words of a phrase stand side by side in the answer; no two phrases share a word.
    """
    if not any(_phrases(text, _LONGEST_PHRASE) for text in texts):
        return ((),) * len(texts)
    weights, names = _weighted(texts, _LONGEST_PHRASE)
    found = []
    for number in range(len(texts)):
        row = weights[number]
        # Longer phrases say more; equal weights in the order of the alphabet.
        entries = [
            (weight * len(names[column].split()), names[column])
            for column, weight in zip(row.indices, row.data, strict=True)
        ]
        found.append(_apart(name for _, name in sorted(entries, key=lambda one: (-one[0], one[1]))))
    return tuple(found)


def _alike(texts: Sequence[str], themes: Sequence[ThemeCode]) -> list[dict[str, float]]:
    """Cosine of each answer with each theme, by theme id."""
    described = ["\n".join((one.name, one.means, *one.examples, *one.words)) for one in themes]
    if not texts or not any(_phrases(text, 1) for text in described):
        return [{} for _ in texts]
    weights, _ = _weighted([*described, *texts], 2)
    cosines = (weights[len(themes) :] @ weights[: len(themes)].T).toarray()
    names = [one.id for one in themes]
    return [dict(zip(names, row, strict=True)) for row in cosines.tolist()]


def _likeliest(
    text: str, words: dict[str, list[re.Pattern]], alike: dict[str, float]
) -> tuple[str, ...]:
    form = _plain(text)
    scores = []
    for order, (theme_id, patterns) in enumerate(words.items()):
        hits = sum(one.search(form) is not None for one in patterns)
        cosine = alike.get(theme_id, 0.0)
        if hits or cosine >= ALIKE:
            scores.append((-hits, -round(cosine, 9), order, theme_id))
    return tuple(theme_id for *_, theme_id in sorted(scores)[:MOST_THEMES])


def _weighted(texts: Sequence[str], longest: int) -> tuple["csr_matrix", Sequence[str]]:
    """TF-IDF weights, one row for each text with length 1, and the phrases of the columns."""
    # Here, because loading takes a second and only compiling needs it.
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    vectorizer = TfidfVectorizer(analyzer=lambda text: _phrases(text, longest), sublinear_tf=True)
    weights = vectorizer.fit_transform(texts)
    return weights, vectorizer.get_feature_names_out().tolist()


def _phrases(text: str, longest: int) -> list[str]:
    """Every run of up to ``longest`` words that no stop word or sign divides."""
    found = []
    for run in _runs(text):
        for size in range(1, longest + 1):
            found += [" ".join(run[at : at + size]) for at in range(len(run) - size + 1)]
    return found


def _runs(text: str) -> Iterable[list[str]]:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # noqa: PLC0415

    for part in _BREAK.split(_plain(text)):
        run: list[str] = []
        for word in _WORD.findall(part):
            if word in ENGLISH_STOP_WORDS or len(word) < _SHORTEST_WORD or word.isdigit():
                yield run
                run = []
            else:
                run.append(word)
        yield run


def _apart(names: Iterable[str]) -> tuple[str, ...]:
    chosen: list[str] = []
    for name in names:
        words = set(name.split())
        if not any(words & set(one.split()) for one in chosen):
            chosen.append(name)
        if len(chosen) == MOST_KEYPHRASES:
            break
    return tuple(chosen)


def _whole(word: str) -> re.Pattern:
    """Finds a word or phrase in its plain form, but not within a longer word."""
    return re.compile(rf"(?<!\w){re.escape(_plain(word))}(?!\w)")


def _plain(text: str) -> str:
    """The form in which words are compared: lower case, straight quotes, single spaces."""
    form = unicodedata.normalize("NFKC", text).translate(_STRAIGHT).casefold()
    return " ".join(form.split())
