"""The answered survey as files in a folder: ``python -m dashboard.exports --out FOLDER``."""

import argparse
import sys
from pathlib import Path

from dashboard.dataset import Dataset
from dashboard.dataset.dataset import DatasetMissingError
from dashboard.exports.survey_files import FILES, survey_file
from dashboard.settings import settings


def main(arguments: list[str] | None = None) -> int:
    """Write every file of the survey.

    Returns:
        0 when all are written; 1 when there is no dataset, no survey, or no room to write.
    """
    parser = argparse.ArgumentParser(
        prog="python -m dashboard.exports",
        description="Write the answered survey as CSV, Excel and Open Referral UK JSON.",
    )
    parser.add_argument("--out", type=Path, default=Path("survey-export"), help="folder")
    folder = parser.parse_args(arguments).out
    try:
        dataset = Dataset.load(settings().compiled_dir)
        if not dataset.survey.questionnaire.is_there:
            sys.stderr.write("There is no survey in this dataset.\n")
            return 1
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            (folder / name).write_bytes(survey_file(dataset, name)[0])
            sys.stdout.write(f"{folder / name}\n")
    except (OSError, DatasetMissingError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
