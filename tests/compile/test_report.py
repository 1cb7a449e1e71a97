"""report.md says what is new, changed and gone."""

from tests.compile.folder import NEIGHBOURS, POOR, REFERRALS, REFERRALS_ELSEWHERE, Folder

NEXT_YEAR = {
    "period_label": "Year ending March 2025",
    "period_start": "2024-04-01",
    "period_end": "2025-03-31",
}


def report_after(folder: Folder) -> str:
    folder.compile()
    return (folder.out / "report.md").read_text("utf-8")


def test_the_first_build_says_so(folder):
    text = report_after(folder)
    assert "This is the first build" in text
    assert "26 rows" in text
    assert "| ok | published | 26 |" in text
    assert "- newest 2025-10-23: `poor_children`" in text
    assert "- oldest 2024-02: `referrals`" in text
    assert "None: every area has a figure" in text


def test_nothing_changed_says_so(folder):
    version = folder.compile()["version"]
    assert f"Nothing has changed since the earlier dataset, `{version}`" in report_after(folder)


def test_changed_figures_are_listed_old_and_new(folder):
    folder.compile()
    folder.change(POOR, 9, value="12.54")
    folder.change(REFERRALS, 7, value="", numerator="", status="suppressed")
    text = report_after(folder)
    assert "- 2 figures changed" in text
    assert "**Poor children (`poor_children`)**: 1 figure changed" in text
    assert "| Betaton (E06000001) | Year ending March 2024 | 12.5 | 12.54 |  |" in text
    assert (
        "| Alphashire (E10000001) | Year ending March 2024 | 500 | withheld by the publisher "
        "(small numbers or unreliable) | interval and counts |"
    ) in text


def test_at_most_twenty_changes_are_listed_for_an_indicator(folder):
    for year in range(1970, 1994):
        folder.add(
            REFERRALS_ELSEWHERE,
            2,
            period_label=f"Year {year}",
            period_start=f"{year}-01-01",
            period_end=f"{year}-12-31",
        )
    folder.compile()
    folder.replace(REFERRALS_ELSEWHERE, ",300,", ",301,")
    text = report_after(folder)
    assert "**Referrals (`referrals`)**: 25 figures changed; the first 20 are listed" in text
    assert text.count("| 300 | 301 |") == 20


def test_new_periods_and_moved_latest_periods(folder):
    folder.compile()
    for row in range(3, 13, 2):
        folder.add(REFERRALS, row, **NEXT_YEAR)
    text = report_after(folder)
    assert "- 1 period new, 0 gone" in text
    assert "- Referrals (`referrals`): Year ending March 2025" in text
    assert "| Referrals (`referrals`) | Year ending March 2024 | Year ending March 2025 |" in text
    assert "| Poor children (`poor_children`) | Year ending March 2024 | Year" not in text


def test_new_and_gone_indicators(folder):
    folder.compile()
    content = (folder.data / "indicators/measures.yml").read_text("utf-8")
    (folder.data / "indicators/measures.yml").write_text(
        content.replace("id: referrals", "id: contacts").replace("Referrals", "Contacts"), "utf-8"
    )
    for name in (REFERRALS, REFERRALS_ELSEWHERE):
        (folder.data / name).rename((folder.data / name).with_name("contacts.csv"))
    text = report_after(folder)
    assert "- 1 indicator new, 1 gone, 0 described anew" in text
    assert "### New indicators\n\n- Contacts (`contacts`)" in text
    assert "### Indicators that are gone\n\n- Referrals (`referrals`)" in text


def test_a_new_description_is_named(folder):
    folder.compile()
    folder.describe("referrals", definition="Other.")
    assert "### Indicators described anew\n\n- Referrals (`referrals`)" in report_after(folder)


def test_rows_added_and_taken_out_are_listed(folder):
    folder.compile()
    folder.remove(POOR, 3)
    text = report_after(folder)
    assert "- 0 rows added to periods held before, 1 taken out of them" in text
    assert "- England (E92000001), Year ending March 2024: 12.5" in text


def test_changed_neighbours_are_named(folder):
    folder.compile()
    assert "neighbour lists changed" not in report_after(folder)
    folder.change(NEIGHBOURS, 4, rank="5")
    assert "neighbour lists changed" in report_after(folder)


def test_areas_without_a_figure_are_named_with_the_reason(folder):
    folder.change(POOR, 9, value="", numerator="", status="suppressed")
    folder.change(POOR, 15, value="", numerator="", status="not_available")
    text = report_after(folder)
    assert (
        "| Poor children (`poor_children`) | Year ending March 2024 | Betaton: withheld by the "
        "publisher (small numbers or unreliable); Lower: not available |"
    ) in text


def test_an_earlier_dataset_that_cannot_be_read_is_no_obstacle(folder):
    version = folder.compile()["version"]
    (folder.out / version / "observations.parquet").write_bytes(b"not parquet")
    folder.change(POOR, 9, value="12.54")
    text = report_after(folder)
    assert f"`{version}`" in text
    assert "cannot be read" in text
