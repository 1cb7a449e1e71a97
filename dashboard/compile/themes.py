"""Brings free-text answers, suggested themes and coders' decisions together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.compile.agreement import agreement
from dashboard.compile.suggest import suggest
from dashboard.metadata.coding import Coding, Role, free_texts, text_hash
from dashboard.metadata.personal import email_addresses, people, phone_numbers
from dashboard.metadata.survey import (
    Agreement,
    AreaAnswers,
    CodedText,
    Questionnaire,
    ThemeCode,
)

_PERSONAL = (
    ("e-mail address", email_addresses),
    ("telephone number", phone_numbers),
    ("possible name", people),
)


@dataclass(frozen=True)
class CompiledThemes:
    """Free-text answers with themes.

    Attributes:
        outdated: ids of texts whose answer has changed or gone since it was coded.
    """

    texts: tuple[CodedText, ...] = ()
    agreement: tuple[Agreement, ...] = ()
    outdated: tuple[str, ...] = ()


def compile_themes(
    responses: Iterable[AreaAnswers],
    questionnaire: Questionnaire,
    themes: Sequence[ThemeCode],
    codings: Iterable[Coding],
) -> CompiledThemes:
    """Every free-text answer with what its words suggest and what coders have decided.

    A decision counts for the very answer that it was made on; where the answer has changed
    or gone since, the decision is set aside and its text named in ``outdated``.
    """
    found = free_texts(responses, questionnaire)
    suggestions = suggest([_impersonal(one.text) for one in found], themes)
    hashes = {one.text_id: text_hash(one.text) for one in found}
    decided, outdated = {}, {}
    for coding in codings:
        if hashes.get(coding.text_id) == coding.text_hash:
            decided[coding.text_id, coding.role] = coding
        else:
            outdated[coding.text_id] = None
    texts = []
    for one, (suggested, keyphrases) in zip(found, suggestions, strict=True):
        first = decided.get((one.text_id, Role.FIRST))
        second = decided.get((one.text_id, Role.SECOND))
        texts.append(
            CodedText(
                **one._asdict(),
                suggested=suggested,
                keyphrases=keyphrases,
                confirmed=first.themes if first else None,
                second=second.themes if second else None,
                coder=first.coder if first else "",
                second_coder=second.coder if second else "",
                flags=flags(one.text),
            )
        )
    return CompiledThemes(tuple(texts), agreement(texts, themes), tuple(outdated))


def _impersonal(text: str) -> str:
    """The text without what is flagged, so that no name becomes a keyphrase."""
    for _, find in _PERSONAL:
        for found in find(text):
            text = text.replace(found, "; ")
    return text


def flags(text: str) -> tuple[str, ...]:
    """What in a text may point to a person, such as "possible name: Alex Example"."""
    return tuple(f"{what}: {found}" for what, find in _PERSONAL for found in find(text))
