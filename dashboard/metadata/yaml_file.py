"""Reads a YAML file and remembers on which line everything stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dashboard.metadata.problems import MetadataError, Place, Problem

_MERGE = "<<"


class _TextLoader(yaml.CSafeLoader):
    """Leaves dates as text: the schema decides which fields are dates.

    A release date such as 2025-10-30 is text here, and YAML would otherwise turn it into a
    date while leaving 2025-10 as it is.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012 - the library's own class attribute
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
        for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True)
class YamlFile:
    """Content of a file with the lines it came from.

    Attributes:
        name: path to show, such as data/caveats.yml.
        content: what the file says.
    """

    name: str
    content: Any
    _root: yaml.Node | None

    def place(self, *path: str | int, item: str = "") -> Place:
        """Where the item at a path is written, and on which line each of its fields is."""
        node = self._root
        for step in path:
            node = _child(node, step)
        if node is None:
            return Place(self.name, item)
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        scalars = (key for key, _ in pairs if isinstance(key, yaml.ScalarNode))
        fields = {key.value: key.start_mark.line + 1 for key in scalars}
        return Place(self.name, item, node.start_mark.line + 1, fields)


def read_yaml(path: Path, name: str) -> YamlFile:
    """Read one file.

    Args:
        path: the file, in UTF-8.
        name: path to show in messages.

    Raises:
        MetadataError: the file is not there, is not YAML, or says something twice.
    """
    try:
        loader = _TextLoader(path.read_text(encoding="utf-8-sig"))
        root = loader.get_single_node()
        twice = list(_written_twice(root, name, set()))
        # Constructing copies merged fields into the nodes, so repeats are looked for before.
        content = loader.construct_document(root) if root is not None else None
    except FileNotFoundError:
        raise _unreadable(Place(name), "no such file", "this file") from None
    except UnicodeDecodeError:
        raise _unreadable(Place(name), "unknown characters", "text saved as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        hint = "YAML; check indents and colons here, and put text that has a colon in quotes"
        raise _unreadable(Place(name, line=line), str(error.problem), hint) from None
    except yaml.YAMLError as error:
        raise _unreadable(Place(name), str(error), "YAML") from None
    if twice:
        raise MetadataError(twice)
    return YamlFile(name, content, root)


def _unreadable(place: Place, found: str, expected: str) -> MetadataError:
    return MetadataError([Problem(place, "", found, expected)])


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        # The last one counts: merged fields stand before those written out.
        found = [value for key, value in node.value if key.value == step]
        return found[-1] if found else None
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step]
    return None


def _written_twice(node: yaml.Node | None, name: str, seen: set[int]) -> Iterator[Problem]:
    """Fields that stand twice in one item; YAML would silently keep the last."""
    if node is None or id(node) in seen or isinstance(node, yaml.ScalarNode):
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _written_twice(child, name, seen)
        return
    fields: set[str] = set()
    for key, value in node.value:
        field = str(key.value)
        if field in fields and field != _MERGE:
            place = Place(name, line=key.start_mark.line + 1)
            yield Problem(place, field, "this field a second time", "each field once")
        fields.add(field)
        yield from _written_twice(value, name, seen)
