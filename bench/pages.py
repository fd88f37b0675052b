"""Pages of a portal against the barest pages of Django, on the same server."""

from collections.abc import Callable

from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.result import Result
from bench.server import Page, Server, serving
from bench.towns import bench_city, person_in, sign_in
from shared_apps.web import page_cache
from tenants.connection import connection
from tenants.context import city_context

ROUNDS = 3
SECONDS = 2.0
BASELINE = "baseline.localhost"


def run() -> list[Result]:
    """Throughput, weight and statements of home, list and idea."""
    city, idea_path = bench_city()
    person = person_in(city)
    cookies = sign_in(city, person)
    pages = {
        "constant": Page(BASELINE, "/constant"),
        "one_query": Page(BASELINE, "/one-query"),
        "portal_home_anonymous": Page(city.host, "/"),
        "ideas_list_anonymous": Page(city.host, "/ideas/"),
        "ideas_list_signed_in": Page(city.host, "/ideas/", cookies),
        "idea_page_anonymous": Page(city.host, idea_path),
        "idea_page_signed_in": Page(city.host, idea_path, cookies),
    }
    with serving() as server:
        speeds = server.requests_a_second(pages, ROUNDS, SECONDS)
        results = [
            faster(speeds, "portal_home_anonymous", "constant", 0.5),
            faster(speeds, "ideas_list_anonymous", "one_query", 0.25),
            faster(speeds, "ideas_list_signed_in", "one_query", 0.25),
            faster(speeds, "idea_page_anonymous", "one_query", 0.2),
            faster(speeds, "idea_page_signed_in", "one_query", 0.2),
            *weights(server, pages["ideas_list_anonymous"]),
        ]

    def signed_out() -> Client:
        with city_context(city):
            page_cache.bump()
        return Client(HTTP_HOST=city.host)

    def signed_in() -> Client:
        client = Client(HTTP_HOST=city.host)
        with city_context(city):
            client.force_login(person)
        return client

    for who, client in (("anonymous", signed_out), ("signed_in", signed_in)):
        results.append(statements(f"ideas_list_{who}", "/ideas/", client, 12))
        results.append(statements(f"idea_page_{who}", idea_path, client, 15))
    return results


def faster(speeds: dict[str, float], name: str, baseline: str, least: float) -> Result:
    """Requests a second against the baseline's."""
    ratio = speeds[name] / speeds[baseline]
    return Result(
        name,
        speeds[name],
        "requests/s",
        f"ratio >= {least}",
        ratio >= least,
        speeds[baseline],
        ratio,
    )


def weights(server: Server, page: Page) -> list[Result]:
    """What a first visit to the list of ideas transfers."""
    size, requests = server.weight(page)
    return [
        Result("ideas_list_html", size / 1000, "kB", "< 45", size < 45_000),
        Result("ideas_list_requests", requests, "requests", "< 8", requests < 8),
    ]


def statements(name: str, path: str, client_of: Callable[[], Client], most: int) -> Result:
    """SQL statements of a page that is rendered, not taken from the page cache."""
    client_of().get(path)  # what is remembered in the process is not counted
    client = client_of()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.status_code} for {path}")
    count = len(queries)
    return Result(f"{name}_statements", count, "statements", f"<= {most}", 0 < count <= most)
