"""The rules that a workbook must keep, one function each.

The first paragraph of each docstring is the rule in words; ``docs/survey.md`` has the same
sentences.
"""

from dashboard.survey.rules import answers, file, identity, places, services, slots, texts

RULES = (
    *file.RULES,
    *identity.RULES,
    *answers.RULES,
    *services.RULES,
    *slots.RULES,
    *places.RULES,
    *texts.RULES,
)
