"""infra/env.py, the chart and the page for operators name the same variables."""

import ast
import re

import helm_python as helm
import yaml

from tests.chart.reading import (
    ROOT,
    Manifest,
    containers,
    of_kind,
    settings_of_env,
)

# DEMO opens accounts with a known password; VAR_DIR is a folder of the image itself.
NOT_IN_THE_CHART = {"DEMO", "VAR_DIR"}


def plain_names(chart: helm.Chart) -> set[str]:
    assert chart.schema is not None
    return set(chart.schema["properties"]["config"]["properties"])


def secret_names(manifests: list[Manifest]) -> set[str]:
    return {
        variable["name"]
        for _, container in containers(manifests)
        for variable in container.get("env", [])
        if "secretKeyRef" in variable.get("valueFrom", {})
    }


def test_chart_names_are_those_of_env(chart: helm.Chart, manifests: list[Manifest]) -> None:
    plain, secret = plain_names(chart), secret_names(manifests)

    assert plain & secret == set()
    assert plain | secret | NOT_IN_THE_CHART == set(settings_of_env())


def test_secret_types_are_secret_in_the_chart(manifests: list[Manifest]) -> None:
    typed = {name for name, kind in settings_of_env().items() if "SecretStr" in kind}

    assert typed <= secret_names(manifests)


def test_every_pod_gets_the_same_environment(manifests: list[Manifest]) -> None:
    [config] = of_kind(manifests, "ConfigMap")
    expected = set(config["data"].items())
    for name, container in containers(manifests):
        if name.endswith("/ready"):
            continue
        plain = {(item["name"], item["value"]) for item in container["env"] if "value" in item}
        if container.get("envFrom") == [{"configMapRef": {"name": config["metadata"]["name"]}}]:
            plain |= expected
        assert plain == expected, name
        assert secret_names(
            [{"kind": "Pod", "metadata": {"name": name}, "spec": {"containers": [container]}}]
        ) == (secret_names(manifests)), name


def test_plain_values_are_text_and_never_empty(manifests: list[Manifest]) -> None:
    [config] = of_kind(manifests, "ConfigMap")

    assert all(isinstance(value, str) and value for value in config["data"].values())
    assert config["data"]["EMAIL_USE_TLS"] in {"true", "false"}


def test_workers_outlive_the_longest_task(manifests: list[Manifest]) -> None:
    tree = ast.parse((ROOT / "infra" / "settings" / "base.py").read_text())
    [limit] = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "CELERY_TASK_TIME_LIMIT"
    ]

    for manifest in of_kind(manifests, "Deployment"):
        if "worker" in manifest["metadata"]["name"]:
            assert manifest["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] > limit


def test_operations_page_lists_every_variable(chart: helm.Chart) -> None:
    page = (ROOT / "docs" / "operations.md").read_text()
    documented = re.findall(r"^\| `([A-Z0-9_]+)` \|", page, re.MULTILINE)

    assert sorted(documented) == sorted(settings_of_env())


def test_defaults_name_no_real_host() -> None:
    values = yaml.safe_load((ROOT / "helm" / "values.yaml").read_text())

    assert "." not in values["image"]["repository"].split("/")[0]
    assert values["config"]["BASE_DOMAIN"].endswith(".example")
    assert values["config"]["EMAIL_HOST"].endswith(".example")
