"""Parts of the real data folder, copied to where a test may write, and orders run on them."""

import shutil
from collections.abc import Callable
from pathlib import Path

from dashboard.settings import PROJECT

# What says which areas there are and what is measured.
REGION = ("region.yml", "england_areas.csv", "caveats.yml", "neighbours.yml", "indicators")


def copy_data(folder: Path, *names: str) -> Path:
    """The region and the named files and folders of ``data/``, in a folder of that name."""
    data = folder / "data"
    for name in (*REGION, *names):
        target = data / name
        target.parent.mkdir(parents=True, exist_ok=True)
        source = PROJECT / "data" / name
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, target)
    return data


def order_runner(
    main: Callable[[list[str]], int], data: Path, capsys
) -> Callable[..., tuple[int, str]]:
    """Runs an order of a command line on a data folder; gives the exit code and what was shown."""

    def run(order: str, *arguments: object) -> tuple[int, str]:
        try:
            code = main([order, "--data", str(data), *map(str, arguments)])
        except SystemExit as end:
            code = end.code
        shown = capsys.readouterr()
        return code, shown.out + shown.err

    return run
