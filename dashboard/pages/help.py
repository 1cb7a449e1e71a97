"""How to find answers, and what the words and shapes mean."""

from dashboard.analysis.benchmarks import number_word
from dashboard.cards.coverage import stamp, symbols_card
from dashboard.cards.model import Body, Card, LegendItem
from dashboard.cards.provenance import table_meta
from dashboard.dataset import Dataset
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.palette import JUDGEMENT_STYLE
from dashboard.figures.template import Look
from dashboard.pages.text import page_text, sections
from dashboard.view_state import View

_SAYS = {
    "worse": "More need than in what it is compared with. The difference is unlikely to be chance.",
    "better": "Less need. The difference is unlikely to be chance.",
    "similar": "Any difference may be chance.",
    "higher": "A higher figure, but one where higher is not better or worse.",
    "lower": "A lower figure, but one where lower is not better or worse.",
    "not_tested": "The two figures can be read side by side, but nobody can say if they differ.",
    "no_value": "There is no figure to compare. A symbol says why.",
}


def body(view: View, dataset: Dataset, look: Look) -> Body:
    """The page."""
    region = dataset.registry.region
    words = {
        "region": region.name,
        "partnership": region.partnership,
        "others": number_word(len(region.members) - 1),
    }
    opening, *answers = sections("help", page_text("help.md"), view, dataset, words)
    return Body(
        title=opening.title,
        description="Answers to common questions in three steps each, and what the words mean.",
        intro=opening.markdown,
        sections=(
            *answers,
            _shapes_card(view, dataset),
            symbols_card(dataset, view),
            *sections("terms", page_text("terms.md"), view, dataset, words),
        ),
    )


def _shapes_card(view: View, dataset: Dataset) -> Card:
    """What each shape and word says."""
    styles = {key: JUDGEMENT_STYLE[key] for key in _SAYS}
    rows = tuple(
        (
            Cell.of(style.word),
            Cell.of(f"{style.char} {style.symbol.replace('-', ' ')}"),
            Cell.of(_SAYS[key]),
        )
        for key, style in styles.items()
    )
    columns = (Column("Word"), Column("Shape"), Column("What it says"))
    return Card(
        id="shapes",
        title="What the shapes and words mean",
        sentence="Shape, colour and word always say the same, so any one of them is enough.",
        make_table=lambda: Table("Shapes and words", columns, rows, table_meta(dataset, view, ())),
        legend=tuple(LegendItem(s.word, s.fill, s.char) for s in styles.values()),
        source_line=stamp(dataset),
    )
