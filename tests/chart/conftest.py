"""The chart, loaded by Helm's own library, and what it renders from several sets of values."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.chart.reading import ROOT, Manifest, Render, Values

# Helm's library weighs 250 MB and lives in an environment of its own: `./dev chart`.
if find_spec("helm_python") is None:
    collect_ignore_glob = ["test_*.py"]
else:
    import helm_python as helm
    import yaml

VALUES = Path(__file__).resolve().parent / "values"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `values` once with each set of values."""
    if "values" in metafunc.fixturenames:
        sets: dict[str, Values] = {"defaults": {}}
        sets |= {path.stem: read_yaml(path) for path in sorted(VALUES.iterdir())}
        metafunc.parametrize("values", list(sets.values()), ids=list(sets))


def read_yaml(path: Path) -> Values:
    content: Values = yaml.safe_load(path.read_text())
    return content


@pytest.fixture(scope="session")
def chart() -> "Iterator[helm.Chart]":
    with helm.Chart.load(ROOT / "helm") as chart:
        yield chart


@pytest.fixture(scope="session")
def render(chart: "helm.Chart") -> Render:
    """All manifests of one release, as Helm would send them to the cluster."""

    def render(values: Values, *, release: str = "demo") -> list[Manifest]:
        files = chart.render(values, name=release, namespace="prod")
        return [
            manifest
            for name, text in sorted(files.items())
            if name.endswith(".yaml")
            for manifest in yaml.safe_load_all(text)
            if manifest
        ]

    return render


@pytest.fixture
def manifests(render: Render, values: Values) -> list[Manifest]:
    return render(values)
