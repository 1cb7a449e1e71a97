"""Requests to the whole app, without a browser."""

import json
import re
from dataclasses import fields
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.view_state import View

HEADERS = {
    "Content-Security-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
}


def title_of(response):
    return unescape(re.search(r"<title>(.*?)</title>", response.text).group(1))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/nowhere", 404),
        ("/indicator/nothing", 404),
        ("/health", 200),
        ("/assets/address.js", 200),
        ("/assets/missing.js", 404),
        ("/vendor/bootstrap.min.css", 200),
        ("/_dash-layout", 200),
        ("/_dash-dependencies", 200),
        ("/download/data/all.csv", 200),
        ("/download/data/all.pdf", 404),
        ("/download/nowhere.csv", 404),
    ],
)
def test_every_response_has_the_security_headers(client, path, status):
    # Buffered, because files would else stay open.
    response = client.get(path, buffered=True)
    assert response.status_code == status
    assert set(response.headers.keys()) >= HEADERS


def test_wrong_methods_are_refused_with_the_headers(client):
    response = client.delete("/health")
    assert response.status_code == 405
    assert set(response.headers.keys()) >= HEADERS


def test_scripts_come_only_from_here(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    scripts = next(part for part in policy.split(";") if part.strip().startswith("script-src"))
    assert "unsafe-inline" not in scripts


def test_the_policy_allows_every_inline_script_sent(app, client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert all(f"'{value.strip(chr(39))}'" in policy for value in app.csp_hashes())


def test_health_gives_the_dataset_version(client, dataset):
    response = client.get("/health")
    assert response.get_json()["dataset_version"] == dataset.version


def test_without_a_dataset_health_says_so(empty_client):
    response = empty_client.get("/health")
    assert response.status_code == 503
    assert set(response.headers.keys()) >= HEADERS


@pytest.mark.parametrize("path", ["/", "/compare", "/download/data/all.csv", "/nowhere"])
def test_without_a_dataset_pages_say_what_to_do(empty_client, path):
    response = empty_client.get(path)
    assert response.status_code == 503
    assert "python -m dashboard.compile" in response.text
    assert set(response.headers.keys()) >= HEADERS


@pytest.mark.parametrize("path", ["/nowhere", "/indicator/nothing", "/area/E99999999", "/a/b/c"])
def test_unknown_pages_say_so_and_lead_back(client, ask, path):
    assert client.get(path).status_code == 404
    said = json.dumps(ask(path)["page"])
    assert "There is no" in said
    assert '"href": "/"' in said or "](/)" in said


@pytest.mark.parametrize("path", ["/download/nowhere.csv", "/download/data/all.pdf"])
def test_missing_files_say_so_and_lead_back(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert 'href="/"' in response.text


def test_failures_explain_themselves(client, monkeypatch):
    def fail(*_args, **_more):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("dashboard.web.server.answer", fail)
    response = client.get("/")
    assert response.status_code == 500
    assert "secret detail" not in response.text
    assert 'href="/"' in response.text
    assert set(response.headers.keys()) >= HEADERS


@pytest.fixture(scope="module")
def first_answers(client, addresses):
    """What the browser gets first from each page, before any script runs."""
    return {address: client.get(address) for address in addresses}


def test_every_page_is_found_and_described(first_answers):
    for address, response in first_answers.items():
        assert response.status_code == 200, address
        assert '<meta name="description" content="' in response.text, address
        assert '<html lang="en-GB">' in response.text


def test_titles_tell_pages_apart(first_answers):
    titles = [title_of(response) for response in first_answers.values()]
    assert len(set(titles)) == len(titles)


def test_every_page_answers_under_its_own_title(ask, first_answers):
    for address, response in first_answers.items():
        shown = ask(address)["shown"]["data"]
        assert shown["title"] == title_of(response), address
        assert shown["href"] == address


def test_every_part_of_a_page_answers(ask, busy_addresses):
    for address in busy_addresses:
        for more in ("", "present=1"):
            joined = address + (("&" if "?" in address else "?") + more if more else "")
            assert ask(joined)["page"]["children"], joined
        assert ask(address, narrow=True)["page"]["children"], address


def test_unknown_parameters_are_ignored(ask):
    shown = ask("/?utm_source=newsletter")
    assert shown["shown"]["data"]["href"] == "/"
    assert "newsletter" not in json.dumps(shown["page"])


def test_bad_values_fall_back_with_a_notice(ask):
    shown = ask("/?benchmark=moon")
    assert shown["shown"]["data"]["href"] == "/"
    assert "moon" in json.dumps(shown["page"])


def test_notices_cannot_carry_markup(client):
    response = client.get("/?benchmark=<script>alert(1)</script>")
    assert "<script>alert" not in response.text


PATHS = ["/", "/indicator", "/compare", "/area", "/data", "/help", "/nowhere", "/indicator/x"]
NAMES = sorted({field.name for field in fields(View)} - {"page", "subject"})

printable = st.text(st.characters(codec="utf-8"), max_size=40)
likely = st.sampled_from(
    [
        "1",
        "all",
        "chosen",
        "headline",
        "neighbours:",
        "neighbours:x",
        "2024-02-30",
        ",,,",
        "E0600001",
    ]
)
queries = st.one_of(
    printable,
    st.lists(st.tuples(st.sampled_from(NAMES), printable | likely).map("=".join), max_size=4).map(
        "&".join
    ),
)


@settings(max_examples=80)
@given(path=st.sampled_from(PATHS), query=queries)
def test_no_query_breaks_a_page(client, ask, path, query):
    assert client.get(path, query_string=query).status_code in {200, 404}
    ask(f"{path}?{query}")


@settings(max_examples=80)
@given(path=printable)
def test_no_path_breaks_the_site(client, ask, path):
    for prefix in ("", "indicator/", "area/", "download/"):
        # With the host given, the client does not take "//name" for one.
        response = client.get(f"/{prefix}{path}", base_url="http://localhost")
        assert response.status_code in {200, 302, 308, 404}
    ask(path)
    ask(f"/{path}")


@pytest.mark.parametrize(
    "href", [None, 7, [], {"a": 1}, "", "x" * 100_000, "//[", "http://[", "//\u2100"]
)
def test_no_address_breaks_the_callback(ask, href):
    assert ask(href)["page"]["children"]
