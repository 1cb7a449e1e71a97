"""The project's own data folder."""

from dashboard.compile.pipeline import CompileError, check_sources
from dashboard.compile.progress import Progress
from dashboard.settings import PROJECT


def test_the_real_figures_keep_every_rule():
    findings = []
    try:
        check_sources(PROJECT / "data", Progress(quiet=True))
    except CompileError as error:
        findings = error.findings
    assert findings == []
