"""French is complete, and typeset as French is."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOGS = sorted(
    path
    for package in ("tenants", "shared_apps", "billing", "tenant_apps")
    for path in (ROOT / package).rglob("locale/fr/LC_MESSAGES/django.po")
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: str(path.relative_to(ROOT)))
def test_catalog_is_complete(path: Path) -> None:
    catalog = polib.pofile(str(path))

    assert [entry.msgid for entry in catalog.untranslated_entries()] == []
    assert [entry.msgid for entry in catalog.fuzzy_entries()] == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: str(path.relative_to(ROOT)))
def test_placeholders_are_kept(path: Path) -> None:
    for entry in polib.pofile(str(path)):
        if entry.msgid_plural:
            allowed = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
            for text in entry.msgstr_plural.values():
                assert set(PLACEHOLDER.findall(text)) <= allowed, entry.msgid
        else:
            assert sorted(PLACEHOLDER.findall(entry.msgstr)) == sorted(
                PLACEHOLDER.findall(entry.msgid)
            ), entry.msgid


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: str(path.relative_to(ROOT)))
def test_punctuation_is_french(path: Path) -> None:
    loose = [
        entry.msgid
        for entry in polib.pofile(str(path))
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if re.search(r" [;:!?»]|« ", text) or re.search(r"\w'\w", text)
    ]

    assert loose == []


def test_every_text_is_in_a_catalog() -> None:
    known = {entry.msgid for path in CATALOGS for entry in polib.pofile(str(path))}
    call = re.compile(
        r"""\b(?:_|gettext|gettext_lazy|ngettext|ngettext_lazy)\(\s*"((?:[^"\\]|\\.)+)"\s*[,)]"""
    )
    tag = re.compile(r"""\{%\s*(?:translate|trans)\s+"([^"]+)\"""")
    missing = set()
    for package in ("tenants", "shared_apps", "billing", "tenant_apps", "infra"):
        for path in (ROOT / package).rglob("*.py"):
            missing |= {(path.name, text) for text in call.findall(path.read_text())}
        for path in (ROOT / package).rglob("templates/**/*"):
            if path.is_file():
                missing |= {(path.name, text) for text in tag.findall(path.read_text())}

    assert {
        (name, text) for name, text in missing if text.replace('\\"', '"') not in known
    } == set()


def test_one_text_has_one_translation() -> None:
    """Django merges the catalogs of all apps: where two differ, one app speaks for the other."""
    found: dict[tuple[str | None, str], dict[str, set[str]]] = {}
    for path in CATALOGS:
        for entry in polib.pofile(str(path)):
            text = entry.msgstr or "|".join(entry.msgstr_plural.values())
            by_text = found.setdefault((entry.msgctxt, entry.msgid), {})
            by_text.setdefault(text, set()).add(str(path.relative_to(ROOT)))
    split = {key: texts for key, texts in found.items() if len(texts) > 1}

    assert split == {}
