"""The whole way from the data folder to a dataset in use."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.compile import report
from dashboard.compile.assemble import Compiled, assemble
from dashboard.compile.finding import Finding, sentence_of
from dashboard.compile.fingerprint import source_fingerprint
from dashboard.compile.harmonise import aliases_of, combine, with_descriptions
from dashboard.compile.lock import only_one
from dashboard.compile.progress import Progress
from dashboard.compile.read import Sources, read_sources
from dashboard.compile.rules import CELL_RULES, CONTEXT_RULES, TABLE_RULES
from dashboard.compile.rules.context import Context
from dashboard.compile.survey import SURVEY_RULE, SURVEY_SENTENCE, read_survey
from dashboard.compile.write import make_manifest, publish, read_manifest, version_of
from dashboard.metadata import MetadataError, Problem, Registry, load_registry

# The loader's own checks, reported beside the rules.
METADATA_RULE = "metadata_is_complete"
METADATA_SENTENCE = "Every description can be read, has the fields it must have, and fits the rest."


class CompileError(Exception):
    """The sources break rules. Nothing was written.

    Attributes:
        findings: everything that was found, over all files and rules.
    """

    def __init__(self, findings: list[Finding]) -> None:
        """Keep the findings; the message counts them."""
        super().__init__(f"{len(findings):,} findings")
        self.findings = findings


@dataclass(frozen=True)
class Checked:
    """Sources that have passed every rule, and the fingerprint they had when read."""

    context: Context
    sources_hash: str


def check_sources(data_dir: Path, progress: Progress) -> Checked:
    """Read everything and apply every rule.

    Raises:
        CompileError: at least one rule is broken.
    """
    # Before reading, so that a file changed while it is being read is noticed next time.
    sources_hash = source_fingerprint(data_dir)
    with progress.step("Reading metadata"):
        registry, findings = _read_metadata(data_dir)
        if registry:
            progress.result(f"{len(registry.indicators)} indicators, {len(registry.areas)} areas")
    with progress.step("Reading figures"):
        sources = read_sources(data_dir)
        progress.result(f"{len(sources.figures)} files, {sources.n_rows:,} rows")
    n_rules = len(TABLE_RULES) + len(CELL_RULES) + len(CONTEXT_RULES)
    with progress.step(f"Checking {n_rules} rules"):
        context, broken = _apply_rules(data_dir, sources, registry)
        findings += broken
        progress.result(f"{len(findings):,} findings")
    if findings or context is None:
        raise CompileError(findings)
    return Checked(context, sources_hash)


def compile_dataset(data_dir: Path, out_dir: Path, progress: Progress) -> dict:
    """Check the sources, build the dataset and put it into use.

    Returns:
        The manifest of the dataset now in use.

    Raises:
        CompileError: the sources break rules; the dataset in use is untouched.
    """
    with only_one(out_dir, on_wait=lambda: progress.say("Waiting for another compile ...")):
        checked = check_sources(data_dir, progress)
        with progress.step("Working out intervals, neighbours and places on maps"):
            compiled = assemble(checked.context)
        with progress.step("Comparing with the dataset in use"):
            version = version_of(compiled)
            manifest = make_manifest(compiled, version=version, sources_hash=checked.sources_hash)
            text = _report(compiled, manifest, out_dir)
        with progress.step("Writing"):
            manifest = publish(compiled, manifest, text, out_dir)
            progress.result(f"version {version}")
    return manifest


def rule_sentences() -> dict[str, str]:
    """Name of every rule -> the sentence that states it."""
    rules = (*TABLE_RULES, *CELL_RULES, *CONTEXT_RULES)
    sentences = {rule.__name__: sentence_of(rule) for rule in rules}
    return {METADATA_RULE: METADATA_SENTENCE, SURVEY_RULE: SURVEY_SENTENCE, **sentences}


def _read_metadata(data_dir: Path) -> tuple[Registry | None, list[Finding]]:
    try:
        return load_registry(data_dir), []
    except MetadataError as error:
        return None, [_as_finding(problem) for problem in error.problems]


def _as_finding(problem: Problem) -> Finding:
    """A problem of the metadata, told as the rules tell theirs: files below the data folder."""
    place = problem.place
    named = ": ".join(part for part in (place.item, problem.field) if part)
    return Finding(
        rule=METADATA_RULE,
        file=place.file.partition("/")[2] or place.file,
        row=place.fields.get(problem.field.split(",")[0], place.line),
        column=named,
        found=problem.found,
        expected=problem.expected,
        fix="Correct the file here; the data folder's README says what each field is for.",
    )


def _apply_rules(
    data_dir: Path, sources: Sources, registry: Registry | None
) -> tuple[Context | None, list[Finding]]:
    """Apply the rules that can be applied; without metadata those about cells only."""
    findings = [
        finding for table in sources.tables for rule in TABLE_RULES for finding in rule(table)
    ]
    rows = combine(sources.figures, aliases_of(registry) if registry else {})
    findings += [finding for rule in CELL_RULES for finding in rule(rows)]
    if registry is None:
        return None, findings
    survey, wrong = read_survey(data_dir, registry)
    findings += wrong
    if survey is None:
        return None, findings
    context = Context(registry, sources, with_descriptions(rows, registry), survey)
    findings += [finding for rule in CONTEXT_RULES for finding in rule(context)]
    return context, findings


def _report(compiled: Compiled, manifest: dict, out_dir: Path) -> str:
    earlier = read_manifest(out_dir)
    return report.write_report(
        compiled, manifest, earlier=earlier, before=report.read_earlier(out_dir, earlier)
    )
