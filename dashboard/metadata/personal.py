"""What in a text may point to a person: addresses, numbers, names. Only ever a suggestion."""

import re
from collections.abc import Iterator

# Every repeat has an end, so that a long text without spaces is searched in one go.
_EMAIL = re.compile(r"[\w.+\-']{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}")
_PHONE = re.compile(r"(?<![\w.])(?:\+44\s?\(?0?\)?|\(?0)(?:[\s\-()]{0,4}\d){9,10}(?![\d\w])")
_WORD = r"[A-Z][a-z]{1,40}(?:[-'’][A-Z]?[a-z]{1,40})?"
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Cllr|Rev)\.?\s+(?:[A-Z]\.?\s+)?{_WORD}")
_INTRODUCED = re.compile(
    rf"(?i:\b(?:my name is|contact|ask for|speak to|email|call|ring))\s+({_WORD}\s+{_WORD})"
)
_TWO_WORDS = re.compile(rf"(?=\b({_WORD})\s+({_WORD})\b)")

# Common first names that are hardly ever another word.
_FIRST_NAMES = """
aaron abdul abigail adam adrian ahmed aidan aisha alan albert alex alexander alexandra ali
alice alison amanda amelia amina amy andrea andrew angela anita ann anna anne anthony antonia
ashley barbara barry beatrice ben benjamin bernard beth bethany brenda brian bridget callum
cameron carl carol caroline catherine charles charlie charlotte chloe chris christina
christine christopher claire clare colin connor craig daniel danielle darren dave david dawn
dean deborah debbie denise derek diana diane dominic donna dorothy douglas duncan edward
eileen elaine eleanor elizabeth ella ellen ellie emily emma eric fatima fiona frances francis
frank gareth gary gavin geoffrey george georgia gerald gillian glenn gordon graham greg
hannah harriet harry hassan heather helen henry hilary hugh ian imran isaac isabel isabella
jack jacob jacqueline jade jake james jamie jan jane janet janice jason jean jennifer jenny
jeremy jessica jill joan joanna joanne joe john jonathan jordan joseph joshua judith julia
julian julie karen kate katherine kathleen katie keith kelly kenneth kerry kevin kim kirsty
lauren laura lawrence leah leanne lee leonard lesley lewis liam linda lindsay lisa liz lorna
lorraine louise lucy luke lynn malcolm margaret maria marie marilyn martin mary matthew
maureen megan melanie melissa michael michelle mike mohammed molly muhammad nadia naomi
natalie natasha nathan neil nicholas nicola nigel nina oliver olivia omar oscar pamela pat
patricia patrick paul paula pauline peter philip phillip phoebe priya rachel rebecca richard
robert robin roger ronald rosemary ross roy russell ruth ryan sally sam samantha samuel sandra
sarah scott sean shannon sharon sheila shirley simon sophia sophie stacey stanley stephanie
stephen steve steven stuart susan suzanne sylvia tanya teresa terence thomas tim timothy tina
toby tom tony tracey tracy trevor valerie vanessa veronica victoria vincent wayne wendy
william yasmin yvonne zainab zoe
"""
_KNOWN = frozenset(_FIRST_NAMES.split())

# Of these, names that are also words, months, places or parts of them: only with a surname.
_ALSO_WORDS = """
albert alexandra ashley carol charlotte craig dawn dean douglas duncan frank georgia gordon
graham heather jack jade jan jean jordan kelly kerry kim lee lewis lynn martin pat robin roger
rosemary ross russell scott stanley victoria wayne
"""
_ALONE = _KNOWN - frozenset(_ALSO_WORDS.split())
_ONE_NAME = re.compile(r"(?<![\w\-'’])([A-Z][a-z]{1,40})(?![\w\-])(?!['’](?!s\b))")
_SENTENCE_ENDS = '.!?:;\n•*"“”()'
# Churches, wards and schools are called after people: St John, King Edward.
_NOT_BEFORE = re.compile(r"(?:\bSt\.?|\bSaint|\bKing|\bQueen|\bPrince|\bPrincess)\s+$")
_CAPITAL_AFTER = re.compile(r"\s+[A-Z]")
_VERB_AFTER = re.compile(
    r"(?:['’]s\b|\s+(?:said|told|ran|led|had|did|came|went|left|got|met|will|would|can|could|and|or"
    r"|who|from|[a-z]{1,20}(?:s|ed))\b)"
)


def email_addresses(text: str) -> tuple[str, ...]:
    """E-mail addresses in a text."""
    return tuple(_EMAIL.findall(text))


def phone_numbers(text: str) -> tuple[str, ...]:
    """Telephone numbers as written in the UK."""
    return tuple(found.strip() for found in _PHONE.findall(text))


def people(text: str) -> tuple[str, ...]:
    """What looks like a person's name: a title, an introduction or a common first name.

    A first name alone counts where it is hardly anything else; one that is also a word or a
    place, such as Dawn or Victoria, needs a surname.
    """
    found = [*_TITLED.findall(text), *_INTRODUCED.findall(text)]
    found += [
        f"{first} {last}" for first, last in _TWO_WORDS.findall(text) if first.lower() in _KNOWN
    ]
    whole = " ".join(found)
    found += [one for one in _first_names_alone(text) if one not in whole]
    return tuple(dict.fromkeys(found))


def _first_names_alone(text: str) -> Iterator[str]:
    """Common first names without a surname, within a sentence or followed by a verb."""
    for match in _ONE_NAME.finditer(text):
        if match[1].lower() not in _ALONE:
            continue
        before, after = text[max(0, match.start() - 12) : match.start()], match.end()
        if _NOT_BEFORE.search(before) or _CAPITAL_AFTER.match(text, after):
            continue
        begins = not before.strip() or before.rstrip(" \t")[-1] in _SENTENCE_ENDS
        if not begins or _VERB_AFTER.match(text, after):
            yield match[1]
