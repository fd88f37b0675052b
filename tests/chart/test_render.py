"""The chart passes Helm's lint, renders what Kubernetes accepts, and refuses bad values."""

import re
from itertools import pairwise
from typing import Any

import helm_python as helm
import kubernetes_validate
import pytest
import yaml

from tests.chart.reading import ROOT, Manifest, Render, Values, component, of_kind

# The oldest version that Chart.yaml promises, and two recent ones.
KUBERNETES = ("1.29", "1.36", "1.37")


def test_lint_finds_nothing(values: Values) -> None:
    report = helm.lint(ROOT / "helm", values, strict=True)

    assert report["errors"] == []
    assert [message for message in report["messages"] if message["severity"] > 1] == []


@pytest.mark.parametrize("version", KUBERNETES)
def test_manifests_are_valid(manifests: list[Manifest], version: str) -> None:
    assert len(manifests) >= 10
    for manifest in manifests:
        kubernetes_validate.validate(manifest, version, strict=True)


def test_validation_notices_an_unknown_field(render: Render) -> None:
    web = component(render({}), "Deployment", "web")
    web["spec"]["replica"] = 2

    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(web, KUBERNETES[-1], strict=True)


def test_oldest_version_is_the_one_that_the_chart_promises(chart: helm.Chart) -> None:
    assert chart.metadata["kubeVersion"].startswith(f">={KUBERNETES[0]}.")


REFUSED = {
    "unknown name": {"ingres": {"enabled": True}},
    "unknown environment variable": {"config": {"BASE_DOMAINE": "ville.example"}},
    "secret in plain settings": {"config": {"DATABASE_URL": "postgresql://u:p@db/parvis"}},
    "demo accounts": {"config": {"DEMO": True}},
    "no domain": {"config": {"BASE_DOMAIN": ""}},
    "address as domain": {"config": {"BASE_DOMAIN": "https://ville.example"}},
    "files on a read-only disk": {"config": {"S3_BUCKET": ""}},
    "mails on a read-only disk": {"config": {"EMAIL_HOST": ""}},
    "port out of range": {"config": {"EMAIL_PORT": 70000}},
    "root": {"podSecurity": {"runAsUser": 0}},
    "digest cut short": {"image": {"digest": "sha256:abc"}},
    "unknown queue": {"workers": {"main": {"queues": ["urgent"]}}},
    "worker without queues": {"workers": {"main": {"queues": []}}},
    "worker killed inside a task": {"workers": {"main": {"terminationGracePeriodSeconds": 60}}},
    "new worker without limits": {"workers": {"extra": {"replicas": 1, "queues": ["bulk"]}}},
    "memory without limit": {"web": {"resources": {"limits": None}}},
    "custom domain without host": {"ingress": {"customDomains": [{"tlsSecretName": "x"}]}},
    "open network policy": {"networkPolicy": {"ingressNamespaceLabels": None}},
}


@pytest.mark.parametrize("bad", REFUSED.values(), ids=REFUSED.keys())
def test_schema_refuses(chart: helm.Chart, bad: Values) -> None:
    with pytest.raises(helm.HelmValuesError):
        chart.validate_schema(bad)
    with pytest.raises(helm.HelmError):
        chart.render(bad, name="demo", namespace="prod")


def names(schema: dict[str, Any], prefix: str = "") -> set[str]:
    found = set()
    for name, part in schema.get("properties", {}).items():
        found |= {f"{prefix}{name}"} | names(part, f"{prefix}{name}.")
    return found


def keys(values: Values, prefix: str = "") -> set[str]:
    found = set()
    for name, part in values.items():
        found.add(f"{prefix}{name}")
        if isinstance(part, dict):
            found |= keys(part, f"{prefix}{name}.")
    return found


def test_every_name_in_the_schema_has_a_default(chart: helm.Chart) -> None:
    assert chart.schema is not None
    values = yaml.safe_load((ROOT / "helm" / "values.yaml").read_text())

    assert names(chart.schema) - keys(values) == {"global"}


def without(path: str) -> Values:
    """Values in which Helm drops one default; a dot leads into a block."""
    value: Values | None = None
    for name in reversed(path.split(".")):
        value = {name: value}
    return value or {}


def test_dropping_a_default_is_refused_or_harmless(chart: helm.Chart) -> None:
    """Nothing renders half: Helm writes `nil` where a template met a value that is gone."""
    outcomes = {}
    for path in sorted(keys(yaml.safe_load((ROOT / "helm" / "values.yaml").read_text()))):
        try:
            text = "".join(chart.render(without(path), name="demo", namespace="prod").values())
        except helm.HelmError as error:
            outcomes[path] = "refused" if "schema" in str(error) else str(error)
        else:
            outcomes[path] = "half" if re.search(r"nil|: null|<no value>", text) else "harmless"

    assert {
        path: what for path, what in outcomes.items() if what not in {"refused", "harmless"}
    } == {}
    assert outcomes["config.BASE_DOMAIN"] == "refused"
    assert outcomes["config.PUBLIC_PORT"] == "harmless"


def test_every_top_level_value_and_setting_is_explained() -> None:
    lines = (ROOT / "helm" / "values.yaml").read_text().splitlines()
    named = [
        (above, line)
        for above, line in pairwise(lines)
        if re.match(r"  [A-Z0-9_]+:|[a-zA-Z]+: \S", line)
    ]

    assert len(named) > 15
    assert [line for above, line in named if not above.strip().startswith("#")] == []


def test_large_numbers_stay_whole(render: Render) -> None:
    web = component(render({"web": {"maxRequests": 2_000_000}}), "Deployment", "web")
    args = web["spec"]["template"]["spec"]["containers"][0]["args"]

    assert "--max-requests=2000000" in args
    assert "--max-requests-jitter=200000" in args


def test_optional_parts_are_absent_by_default(render: Render) -> None:
    manifests = render({})

    assert of_kind(manifests, "NetworkPolicy") == []
    assert of_kind(manifests, "HorizontalPodAutoscaler") == []
