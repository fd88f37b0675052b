"""The house keeps its shape: files where their names say, short, guarded, without loose ends."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template

from shared_apps.permissions import rules
from tenants import registry

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("infra", "tenants", "shared_apps", "billing", "tenant_apps")
APPS = sorted(
    Path(app.path).relative_to(ROOT)
    for app in apps.get_app_configs()
    if Path(app.path).is_relative_to(ROOT) and not app.name.startswith(("infra", "tenants"))
    if "venv" not in app.path
)
# What an app may hold; a file that grows becomes a folder of the same name.
HOUSE_FILES = frozenset(
    "__init__ apps choices models requirements rules queries actions tasks jobs notifications "
    "exports datasets forms serializers filters views staff_views api urls staff_urls api_urls "
    "demo management templates static migrations locale templatetags README.md".split()
)
# What single apps hold beside it, by purpose.
OWN_FILES: dict[str, frozenset[str]] = {
    "shared_apps/permissions": frozenset({"errors", "refusal"}),
    "shared_apps/web": frozenset(
        "errors guards locale mail navigation page_cache requests demo_urls demo_views mailbox "
        "shared_pages limits".split()
    ),
    "shared_apps/ui": frozenset("formats paving richtext samples tags navigation".split()),
    "shared_apps/theming": frozenset("contrast tokens logos".split()),
    "shared_apps/audit": frozenset({"words"}),
    "shared_apps/accounts": frozenset("adapter backends console_urls routes console_views".split()),
    "shared_apps/console": frozenset({"navigation"}),
    "billing": frozenset("prices pdf vendor vendor_urls vendor_views".split()),
    "tenant_apps/budgets": frozenset({"counting"}),
}
DOMAIN_FILES = ("actions", "tasks", "queries", "rules", "models", "requirements")
FORBIDDEN_NAMES = frozenset("common core utils helpers misc lib".split())


def python_files() -> Iterator[Path]:
    for package in (*PACKAGES, "tests", "bench"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


@pytest.mark.parametrize("app", APPS, ids=str)
def test_app_holds_only_what_a_stranger_looks_for(app: Path) -> None:
    allowed = HOUSE_FILES | OWN_FILES.get(str(app), frozenset())
    found = {
        path.stem if path.suffix == ".py" else path.name
        for path in (ROOT / app).iterdir()
        if path.name != "__pycache__"
    }

    assert found <= allowed


@pytest.mark.parametrize("app", APPS, ids=str)
def test_app_has_a_readme(app: Path) -> None:
    text = (ROOT / app / "README.md").read_text()

    assert 5 <= len(text.splitlines()) <= 250


def test_no_file_passes_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files()
        if (lines := len(path.read_text().splitlines())) > 400
    }

    assert long == {}


def test_no_file_has_a_name_without_purpose() -> None:
    assert [path for path in python_files() if path.stem in FORBIDDEN_NAMES] == []


def test_every_file_says_what_it_is() -> None:
    silent = [path for path in python_files() if not ast.get_docstring(ast.parse(path.read_text()))]

    assert silent == []


def test_domain_files_never_see_a_request() -> None:
    outside = re.compile(r"^\s*(?:from|import) (django\.http|rest_framework|django_htmx)", re.M)
    seeing = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if path.stem in DOMAIN_FILES and "tests" not in path.parts
        if outside.search(path.read_text())
    ]

    assert seeing == []


def test_views_are_short() -> None:
    long = {}
    for path in python_files():
        if not path.stem.endswith("views") and path.parent.name not in ("views", "staff_views"):
            continue
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > 30:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = length

    assert long == {}


def test_migrations_have_names() -> None:
    unnamed = [
        path
        for package in PACKAGES
        for path in (ROOT / package).rglob("migrations/0*.py")
        if re.search(r"_auto_|_\d{8}_|alter_.*_and_more", path.stem)
    ]

    assert unnamed == []


def test_colors_come_from_tokens() -> None:
    color = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(")
    loose = []
    for package in ("shared_apps", "tenant_apps", "billing"):
        for path in (ROOT / package).rglob("static/**/*.css"):
            text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
            text = re.sub(r"@layer tokens\s*\{.*?\n\}", "", text, flags=re.S)
            if path.name != "tokens.css" and color.search(text):
                loose.append(str(path.relative_to(ROOT)))

    assert loose == []


def templates() -> list[Path]:
    return [
        path
        for package in ("shared_apps", "tenant_apps", "billing")
        for path in (ROOT / package).rglob("templates/**/*")
        if path.is_file()
    ]


def test_templates_hold_no_inline_script_or_style() -> None:
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\bsrc=)")
    loose = [
        str(path.relative_to(ROOT))
        for path in templates()
        if "mail" not in str(path.relative_to(ROOT)) and inline.search(path.read_text())
    ]

    assert loose == []


def test_every_template_is_used() -> None:
    texts = "\n".join(path.read_text() for path in [*python_files(), *templates()])
    unused = []
    for path in templates():
        name = str(path).split("/templates/", 1)[1]
        by_library = name.startswith(("account/", "django/", "ui/forms/", "ui/messages/"))
        if not by_library and f'"{name}"' not in texts and name.rsplit(".", 1)[0] not in texts:
            unused.append(name)

    assert unused == []


def test_every_template_compiles() -> None:
    for path in templates():
        get_template(str(path).split("/templates/", 1)[1])


def test_module_declares_what_the_house_needs() -> None:
    for module in registry.modules():
        assert module.title, module.label
        assert module.summary, module.label
        assert module.prefix.endswith("/"), module.label
        for code in (kind.code for kind in module.phase_kinds()):
            assert code.startswith(f"{module.label}."), code


def test_phases_open_only_verbs_that_have_rules() -> None:
    verbs = rules.all_rules()

    for kind in registry.phase_kinds().values():
        assert kind.opens <= set(verbs), kind.code


def test_rules_are_named_after_their_app_and_their_action() -> None:
    labels = {app.label for app in apps.get_app_configs()}

    for verb in rules.all_rules():
        label, _, name = verb.partition(".")
        assert label in labels, verb
        assert re.fullmatch(r"[a-z][a-z_]+", name), verb


def test_relations_of_modules_do_not_cross() -> None:
    labels = {module.label for module in registry.modules()}
    for module in registry.modules():
        for model in module.get_models():
            for field in model._meta.local_fields:
                if field.related_model and not isinstance(field.related_model, str):
                    other = field.related_model._meta.app_label
                    assert other == module.label or other not in labels, field
