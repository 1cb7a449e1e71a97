"""The browser's side of the one callback, without a browser.

Dash's page sends the ids of everything it shows, so that the server can change it in
place. Here they are kept from answer to answer, and requests are made as the page does.
"""

import gzip
import json
from collections.abc import Iterator
from typing import Any

import brotli

CALLBACK = "/_dash-update-component"
HEADERS = {"Accept-Encoding": "gzip, deflate, br, zstd", "Content-Type": "application/json"}


class Screen:
    """What is on the page."""

    def __init__(self, dependencies: list[dict]) -> None:
        """Start with an empty page.

        Args:
            dependencies: what ``/_dash-dependencies`` answers.
        """
        self._output = next(
            one["output"]
            for one in dependencies
            if one["inputs"] == [{"id": "address", "property": "data"}]
            and not one["clientside_function"]
        )
        self._parts = [part.rsplit(".", 1) for part in self._output.strip(".").split("...")]
        self._mounted: list[dict] = []
        self._shown: dict | None = None

    def request(self, address: str) -> str:
        """The body of the request for an address, as JSON."""
        return json.dumps(
            {
                "output": self._output,
                "outputs": [self._slot(name, prop) for name, prop in self._parts],
                "inputs": [
                    {
                        "id": "address",
                        "property": "data",
                        "value": {"href": address, "narrow": False},
                    }
                ],
                "state": [{"id": "shown", "property": "data", "value": self._shown}],
                "changedPropIds": ["address.data"],
            }
        )

    def _slot(self, name: str, prop: str) -> Any:
        if not name.startswith("{"):
            return {"id": name, "property": prop}
        kind = json.loads(name)["type"]
        return [{"id": one, "property": prop} for one in self._mounted if one["type"] == kind]

    def show(self, answer: bytes) -> bool:
        """Take in an answer; whether the page was rendered anew.

        Raises:
            RuntimeError: the answer is the page that says that there is none.
        """
        response = json.loads(answer)["response"]
        self._shown = response["shown"]["data"]
        if self._shown["shape"].startswith("missing"):
            raise RuntimeError(f"no page at {self._shown['address']}")
        anew = "page" in response
        if anew:
            self._mounted = list(_ids(response["page"]["children"]))
        return anew


def _ids(tree: Any) -> Iterator[dict]:
    """Ids of several parts, in the order of the page."""
    if isinstance(tree, list):
        for one in tree:
            yield from _ids(one)
    elif isinstance(tree, dict) and "props" in tree:
        name = tree["props"].get("id")
        if isinstance(name, dict):
            yield name
        yield from _ids(tree["props"].get("children"))


def unpacked(body: bytes, encoding: str | None) -> bytes:
    """An answer as it was before it was compressed.

    Raises:
        ValueError: compressed in a way that is not expected here.
    """
    ways = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
    if encoding not in ways:
        raise ValueError(f"cannot unpack {encoding}")
    return ways[encoding](body)
