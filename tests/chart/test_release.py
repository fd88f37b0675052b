"""How the objects of a release work together, and beside those of another release."""

import pytest

from tests.chart.reading import (
    Manifest,
    Render,
    component,
    hooks,
    of_kind,
    pods,
    selects,
)

QUEUES = {"critical", "default", "bulk", "control"}


def queues(manifest: Manifest) -> set[str]:
    args = manifest["spec"]["template"]["spec"]["containers"][0]["args"]
    [found] = [arg.removeprefix("--queues=") for arg in args if arg.startswith("--queues=")]
    return set(found.split(","))


def workers(manifests: list[Manifest]) -> list[Manifest]:
    return [
        item for item in of_kind(manifests, "Deployment") if "-worker-" in item["metadata"]["name"]
    ]


def test_database_is_prepared_before_anything_starts(manifests: list[Manifest]) -> None:
    job = component(manifests, "Job", "migrate")
    container = job["spec"]["template"]["spec"]["containers"][0]

    assert hooks(job) == {"pre-install", "pre-upgrade"}
    assert container["args"] == ["python", "manage.py", "prepare_database"]
    for deployment in of_kind(manifests, "Deployment"):
        assert hooks(deployment) == set()


def test_migrate_job_needs_nothing_of_its_own_release(manifests: list[Manifest]) -> None:
    """A hook before the first install finds neither the ConfigMap nor the ServiceAccount."""
    spec = component(manifests, "Job", "migrate")["spec"]["template"]["spec"]
    made = {item["metadata"]["name"] for item in manifests if not hooks(item)}

    assert "envFrom" not in spec["containers"][0]
    assert spec.get("serviceAccountName", "default") not in made
    for variable in spec["containers"][0]["env"]:
        reference = variable.get("valueFrom", {}).get("secretKeyRef", {})
        assert reference.get("name") not in made


def test_given_service_account_is_used_by_every_pod(render: Render) -> None:
    manifests = render({"serviceAccount": {"create": False, "name": "given"}})

    assert of_kind(manifests, "ServiceAccount") == []
    assert {pod["spec"]["serviceAccountName"] for _, pod in pods(manifests)} == {"given"}


def test_web_probes_ask_for_a_known_host(manifests: list[Manifest]) -> None:
    [config] = of_kind(manifests, "ConfigMap")
    web = component(manifests, "Deployment", "web")["spec"]["template"]["spec"]["containers"][0]
    probes = {
        name: web[name]["httpGet"] for name in ("startupProbe", "livenessProbe", "readinessProbe")
    }

    assert {name: probe["path"] for name, probe in probes.items()} == {
        "startupProbe": "/healthz",
        "livenessProbe": "/healthz",
        "readinessProbe": "/readyz",
    }
    for probe in probes.values():
        assert {"name": "Host", "value": config["data"]["BASE_DOMAIN"]} in probe["httpHeaders"]
    assert web["args"][:2] == ["gunicorn", "infra.wsgi:application"]
    assert "--worker-class=sync" in web["args"]


def test_every_deployment_is_probed(manifests: list[Manifest]) -> None:
    for deployment in of_kind(manifests, "Deployment"):
        for container in deployment["spec"]["template"]["spec"]["containers"]:
            assert {"startupProbe", "livenessProbe"} <= container.keys(), container["name"]


def test_web_liveness_waits_longer_than_a_slow_request(manifests: list[Manifest]) -> None:
    """A worker is synchronous: a probe may stand behind a request that runs into its limit."""
    web = component(manifests, "Deployment", "web")["spec"]["template"]["spec"]["containers"][0]
    [timeout] = [int(arg.split("=")[1]) for arg in web["args"] if arg.startswith("--timeout=")]
    probe = web["livenessProbe"]

    assert probe["periodSeconds"] * probe["failureThreshold"] > timeout


def test_every_queue_has_a_worker(manifests: list[Manifest]) -> None:
    assert set().union(*map(queues, workers(manifests))) == QUEUES


def test_bulk_work_has_workers_of_its_own(manifests: list[Manifest]) -> None:
    assert [queues(worker) for worker in workers(manifests) if "bulk" in queues(worker)] == [
        {"bulk"}
    ]


def test_removed_worker_is_gone(render: Render) -> None:
    names = [item["metadata"]["name"] for item in workers(render({"workers": {"bulk": None}}))]

    assert names == ["demo-parvis-worker-main"]


def test_there_is_one_clock(manifests: list[Manifest]) -> None:
    beat = component(manifests, "Deployment", "beat")

    assert beat["spec"]["replicas"] == 1
    assert beat["spec"]["strategy"] == {"type": "Recreate"}


def test_autoscaling_owns_the_number_of_pods(render: Render) -> None:
    manifests = render({"web": {"autoscaling": {"enabled": True}}})
    web = component(manifests, "Deployment", "web")
    [scaler] = of_kind(manifests, "HorizontalPodAutoscaler")

    assert "replicas" not in web["spec"]
    assert scaler["spec"]["scaleTargetRef"]["name"] == web["metadata"]["name"]


def test_ingress_leads_every_address_to_web(render: Render) -> None:
    domain = "participer.example"
    manifests = render(
        {
            "config": {"BASE_DOMAIN": domain},
            "ingress": {"customDomains": [{"host": "avis.ville.example"}]},
        }
    )
    [ingress] = of_kind(manifests, "Ingress")
    [service] = of_kind(manifests, "Service")
    backends = {
        rule["host"]: rule["http"]["paths"][0]["backend"]["service"]
        for rule in ingress["spec"]["rules"]
    }

    assert backends.keys() == {domain, f"console.{domain}", f"*.{domain}", "avis.ville.example"}
    assert all(
        backend == {"name": service["metadata"]["name"], "port": {"name": "http"}}
        for backend in backends.values()
    )
    assert {host for tls in ingress["spec"]["tls"] for host in tls["hosts"]} == {
        domain,
        f"*.{domain}",
        "avis.ville.example",
    }


def test_service_and_budget_select_only_web(manifests: list[Manifest]) -> None:
    [service] = of_kind(manifests, "Service")
    [budget] = of_kind(manifests, "PodDisruptionBudget")
    web = component(manifests, "Deployment", "web")["metadata"]["name"]

    for selector in (service["spec"]["selector"], budget["spec"]["selector"]["matchLabels"]):
        assert [owner for owner, pod in pods(manifests) if selects(selector, pod)] == [web]
    ports = component(manifests, "Deployment", "web")["spec"]["template"]["spec"]["containers"][0][
        "ports"
    ]
    assert service["spec"]["ports"][0]["targetPort"] in [port["name"] for port in ports]


def test_new_settings_restart_the_pods(render: Render) -> None:
    def annotations(**config: str) -> list[str]:
        manifests = render({"config": config})
        return [
            item["spec"]["template"]["metadata"]["annotations"]["checksum/config"]
            for item in of_kind(manifests, "Deployment")
        ]

    assert annotations() == annotations()
    assert not set(annotations()) & set(annotations(LOG_LEVEL="DEBUG"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("north", "south"),
        ("parvis", "parvis-staging"),
        ("a" * 52 + "b", "a" * 52 + "c"),
    ],
)
def test_two_releases_in_one_namespace_do_not_clash(render: Render, one: str, other: str) -> None:
    first, second = render({}, release=one), render({}, release=other)
    names = [
        {(item["kind"], item["metadata"]["name"]) for item in release}
        for release in (first, second)
    ]

    assert len(names[0]) == len(first)
    assert names[0] & names[1] == set()
    for deployment in of_kind(first, "Deployment"):
        selector = deployment["spec"]["selector"]["matchLabels"]
        assert [owner for owner, pod in pods(second) if selects(selector, pod)] == []
        owners = [owner for owner, pod in pods(first) if selects(selector, pod)]
        assert owners == [deployment["metadata"]["name"]]


def test_names_fit_where_kubernetes_puts_them(render: Render) -> None:
    for item in render({"networkPolicy": {"enabled": True}}, release="r" * 53):
        assert len(item["metadata"]["name"]) <= 63
        for label in item["metadata"]["labels"].values():
            assert len(label) <= 63
