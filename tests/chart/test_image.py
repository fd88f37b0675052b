"""The image file: where it starts from, who it runs as, what it lets in."""

import re

import yaml

from tests.chart.reading import ROOT

DOCKERFILE = (ROOT / "infra" / "docker" / "Dockerfile").read_text()
IGNORED = (ROOT / ".dockerignore").read_text().splitlines()


def lines(instruction: str) -> list[str]:
    joined = DOCKERFILE.replace("\\\n", " ")
    return re.findall(rf"^{instruction} (.+)$", joined, re.MULTILINE)


def test_bases_name_no_registry_host() -> None:
    images = [line.split()[0] for line in lines("FROM")]

    assert len(images) == 2
    assert all("/" not in image and ":" in image for image in images)


def test_image_runs_as_the_user_of_the_chart() -> None:
    security = yaml.safe_load((ROOT / "helm" / "values.yaml").read_text())["podSecurity"]

    assert lines("USER") == [f"{security['runAsUser']}:{security['runAsGroup']}"]


def test_dependencies_are_installed_by_hash() -> None:
    [install] = [line for line in lines("RUN") if "pip install" in line]

    assert "--require-hashes" in install
    assert "production.lock" in install


def test_image_remembers_no_secret() -> None:
    remembered = " ".join(lines("ENV") + lines("ARG"))

    assert not re.search(r"SECRET|PASSWORD|TOKEN|DATABASE_URL|REDIS_URL|DSN", remembered)


def test_builder_gets_what_the_image_copies_and_nothing_else() -> None:
    copied = {
        source
        for line in lines("COPY")
        if not line.startswith("--from")
        for source in line.split()[:-1]
    }

    assert IGNORED[1] == "*"
    assert {line.removeprefix("!") for line in IGNORED if line.startswith("!")} == copied
    assert {"**/.env", "**/.env.*"} <= set(IGNORED)


def test_image_and_chart_start_the_same_server() -> None:
    [command] = lines("CMD")
    template = (ROOT / "helm" / "templates" / "web.yaml").read_text()

    for argument in re.findall(r'"([^"]+)"', command):
        assert f"- {argument}\n" in template, argument
