"""Questions that several tests ask of rendered manifests."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, TypeAlias

ROOT = Path(__file__).resolve().parents[2]
Manifest: TypeAlias = dict[str, Any]
Values: TypeAlias = dict[str, Any]


class Render(Protocol):
    def __call__(self, values: Values, *, release: str = "demo") -> list[Manifest]: ...


def of_kind(manifests: list[Manifest], kind: str) -> list[Manifest]:
    return [manifest for manifest in manifests if manifest["kind"] == kind]


def component(manifests: list[Manifest], kind: str, name: str) -> Manifest:
    """The one manifest of a kind for a component."""
    [found] = [
        manifest
        for manifest in of_kind(manifests, kind)
        if manifest["metadata"]["labels"].get("app.kubernetes.io/component") == name
    ]
    return found


def pods(manifests: list[Manifest]) -> Iterator[tuple[str, Manifest]]:
    """Name of its owner and metadata and spec of every pod."""
    for manifest in manifests:
        if manifest["kind"] == "Pod":
            yield manifest["metadata"]["name"], manifest
        elif "template" in manifest.get("spec", {}):
            yield manifest["metadata"]["name"], manifest["spec"]["template"]


def containers(manifests: list[Manifest]) -> Iterator[tuple[str, Manifest]]:
    for owner, pod in pods(manifests):
        for container in pod["spec"].get("initContainers", []) + pod["spec"]["containers"]:
            yield f"{owner}/{container['name']}", container


def hooks(manifest: Manifest) -> set[str]:
    """At which moments of a release Helm runs the object, outside the release itself."""
    names = manifest["metadata"].get("annotations", {}).get("helm.sh/hook", "")
    return set(filter(None, names.split(",")))


def selects(selector: dict[str, str], pod: Manifest) -> bool:
    labels: dict[str, str] = pod["metadata"]["labels"]
    return selector.items() <= labels.items()


def settings_of_env() -> dict[str, str]:
    """Name and annotation of each variable in infra/env.py, without importing Django's world."""
    tree = ast.parse((ROOT / "infra" / "env.py").read_text())
    [env] = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Env"]
    return {
        node.target.id: ast.unparse(node.annotation)
        for node in env.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
