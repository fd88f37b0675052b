"""The portal stands without each module in turn, and takes it back as it was."""

from typing import Any

import pytest
from django.urls import reverse

from tenants import registry
from tenants.actions import set_module
from tenants.context import city_context
from tenants.routing.cache import hosts
from tenants.snapshot import CitySnapshot
from tests.tenancy.addresses import paths

MODULES = [module.label for module in registry.modules()]
MAIN_PAGES = ("/", "/processes/", "/search/?q=parc", "/sitemap.xml", "/manage/", "/manage/modules/")


@pytest.fixture
def filled(city: CitySnapshot) -> CitySnapshot:
    """Agen with the demo's content."""
    for app in registry.city_apps():
        app.demo(city)
    return city


@pytest.fixture
def admin(filled: CitySnapshot, client_of: Any, make_user: Any) -> Any:
    return client_of(filled, make_user(roles=["administrator"]))


def addresses_of(label: str) -> list[str]:
    """Every address of the module, with invented ids."""
    values: dict[str, list[Any]] = {"int": [1], "slug": ["x"], "str": ["x"]}
    namespaces = {label, f"{label}_staff", f"{label}_api"}
    owner = registry.module(label)
    starts = (f"/{owner.prefix}", f"/manage/{owner.prefix}", f"/api/v1/{owner.prefix}")
    found = [path for path, _pattern in paths(values) if path.startswith(starts)]
    assert found, namespaces
    return found


def text(client: Any, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return str(answer.content.decode())


def switch(city: CitySnapshot, label: str, *, is_enabled: bool) -> None:
    set_module(city_id=city.id, module=label, is_enabled=is_enabled)
    hosts.clear()


@pytest.mark.parametrize("label", MODULES)
def test_module_that_is_off_answers_404_and_leaves_no_link(
    label: str, filled: CitySnapshot, client_of: Any, admin: Any
) -> None:
    prefix = registry.module(label).prefix
    switch(filled, label, is_enabled=False)

    for client in (client_of(filled), admin):
        for path in addresses_of(label):
            assert client.get(path).status_code == 404, path
            assert client.post(path).status_code in (403, 404), path
    for path in MAIN_PAGES:
        page = text(admin, path)
        assert f'href="/{prefix}' not in page, path
        assert f'href="/manage/{prefix}' not in page, path


@pytest.mark.parametrize("label", MODULES)
def test_module_that_is_on_again_is_as_before(
    label: str, filled: CitySnapshot, client_of: Any, admin: Any
) -> None:
    root = f"/{registry.module(label).prefix}"
    before = text(client_of(filled), root)

    switch(filled, label, is_enabled=False)
    switch(filled, label, is_enabled=True)

    assert text(client_of(filled), root) == before
    assert f'href="{root}"' in text(client_of(filled), "/")


@pytest.mark.parametrize("label", MODULES)
def test_datasets_of_a_module_go_with_it(label: str, filled: CitySnapshot, client_of: Any) -> None:
    slugs = [dataset.slug for dataset in registry.module(label).datasets()]
    if label == "open_data":
        return  # its pages are the catalog itself, which is gone as a whole
    switch(filled, label, is_enabled=False)

    catalog = text(client_of(filled), reverse("open_data:datasets"))

    for slug in slugs:
        assert f"/data/{slug}/" not in catalog
        assert client_of(filled).get(f"/data/{slug}.csv").status_code == 404


def test_module_of_one_city_stays_on_when_another_switches_it_off(
    city: CitySnapshot, other_city: CitySnapshot, client_of: Any
) -> None:
    switch(city, "proposals", is_enabled=False)

    with city_context(other_city):
        assert client_of(other_city).get("/ideas/").status_code == 200
