"""What a container of the chart may do, and that no secret is written into a manifest."""

import json

import pytest

from tests.chart.reading import (
    Manifest,
    Render,
    Values,
    component,
    containers,
    of_kind,
    pods,
    settings_of_env,
)

CONTAINER_SECURITY = {
    "allowPrivilegeEscalation": False,
    "readOnlyRootFilesystem": True,
    "runAsNonRoot": True,
    "capabilities": {"drop": ["ALL"]},
}


def test_containers_are_confined(manifests: list[Manifest]) -> None:
    found = dict(containers(manifests))

    assert len(found) >= 6
    assert {
        name: container.get("securityContext")
        for name, container in found.items()
        if container.get("securityContext") != CONTAINER_SECURITY
    } == {}


def test_pods_run_without_root_and_without_a_token(manifests: list[Manifest]) -> None:
    for owner, pod in pods(manifests):
        security = pod["spec"]["securityContext"]
        assert security["runAsNonRoot"] is True, owner
        assert min(security["runAsUser"], security["runAsGroup"]) > 0, owner
        assert security["seccompProfile"] == {"type": "RuntimeDefault"}, owner
        assert pod["spec"]["automountServiceAccountToken"] is False, owner
        assert not {"hostNetwork", "hostPID", "hostIPC"} & pod["spec"].keys(), owner


def test_only_an_empty_folder_is_mounted(manifests: list[Manifest]) -> None:
    for owner, pod in pods(manifests):
        for volume in pod["spec"].get("volumes", []):
            assert volume.keys() == {"name", "emptyDir"}, owner
            assert volume["emptyDir"]["sizeLimit"], owner


def test_containers_have_resources(manifests: list[Manifest]) -> None:
    for name, container in containers(manifests):
        resources = container["resources"]
        assert resources["requests"].keys() >= {"cpu", "memory"}, name
        assert "memory" in resources["limits"], name


def test_service_account_has_no_token_and_no_role(manifests: list[Manifest]) -> None:
    [account] = of_kind(manifests, "ServiceAccount")

    assert account["automountServiceAccountToken"] is False
    assert [manifest["kind"] for manifest in manifests if "Role" in manifest["kind"]] == []


def test_secret_settings_come_only_from_a_secret(manifests: list[Manifest]) -> None:
    secret_names = {name for name, kind in settings_of_env().items() if "Secret" in kind}
    secret_names |= {"DATABASE_URL", "REDIS_URL", "S3_ACCESS_KEY_ID", "SENTRY_DSN"}

    assert of_kind(manifests, "Secret") == []
    for config in of_kind(manifests, "ConfigMap"):
        assert not secret_names & config["data"].keys()
    for name, container in containers(manifests):
        for variable in container.get("env", []):
            if variable["name"] in secret_names:
                assert variable.keys() == {"name", "valueFrom"}, name
                assert variable["valueFrom"].keys() == {"secretKeyRef"}, name


@pytest.mark.parametrize("name", ["SECRET_KEY", "S3_SECRET_ACCESS_KEY", "EMAIL_PASSWORD"])
def test_a_secret_put_into_the_values_reaches_no_manifest(render: Render, name: str) -> None:
    values: Values = {"secret": {"existingSecret": "mine", "revision": "2"}}

    text = json.dumps(render(values))

    assert f'"key": "{name}"' in text
    assert f'"name": "{name}", "value"' not in text


def test_network_policy_lets_only_the_ingress_in(render: Render) -> None:
    manifests = render({"networkPolicy": {"enabled": True}})
    policies = {
        policy["metadata"]["name"]: policy["spec"] for policy in of_kind(manifests, "NetworkPolicy")
    }

    assert policies.keys() == {"demo-parvis", "demo-parvis-web"}
    everybody = policies["demo-parvis"]
    assert everybody["ingress"] == []
    assert sorted({port["port"] for port in everybody["egress"][0]["ports"]}) == [
        53,
        443,
        587,
        5432,
        6379,
    ]
    labels = everybody["podSelector"]["matchLabels"].items()
    assert all(labels <= pod["metadata"]["labels"].items() for _, pod in pods(manifests))
    web = component(manifests, "Deployment", "web")["spec"]["template"]
    assert (
        policies["demo-parvis-web"]["podSelector"]["matchLabels"].items()
        <= web["metadata"]["labels"].items()
    )
