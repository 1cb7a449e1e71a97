"""What the first sheet tells whoever fills the workbook in: heading and text."""

INSTRUCTIONS = (
    (
        "What this is for",
        "It shows which support for parents' relationships each council has, so that gaps and "
        "overlaps can be seen together. It is about services, never about families.",
    ),
    (
        "1. Your area",
        "Answer the questions further down on this sheet.",
    ),
    (
        "2. Your services",
        "On the sheet Services, write one row for each service. Click on a cell to see its "
        "question; rest on a heading to see help and all answers. Many cells have a list to "
        "choose from. Where several answers fit, type them with a semicolon between.",
    ),
    (
        "3. Asked and none",
        "On the sheet Asked and none, say for each level and family situation whether there is "
        'support. "No" means that someone asked and found none. If nobody has asked, leave it '
        'empty or choose "Not asked": that is never counted as a gap.',
    ),
    (
        "4. Places",
        "On the sheet Places, confirm, correct or close the places of the public list, and add "
        "those that are missing in the empty rows.",
    ),
    (
        "Last time",
        "If your area has answered before, the sheet Last round has those rows. Copy whole rows "
        "to Services, with their Ref, and change what has changed.",
    ),
    (
        "If you do not know",
        'Choose or write "Don\'t know". It is a good answer, and it is never read as "no".',
    ),
    (
        "What others see",
        "Everything but numbers of families from 1 to 7. Write no names of people, no e-mail "
        "addresses, no telephone numbers, and nothing by which a family could be known.",
    ),
)
PILOT = (
    "This is a trial",
    "Beside each question is a column for comments. Write there what is hard to understand or to "
    "answer, and which answer you missed in the list.",
)
