"""Translations compiled in Python: only what is newer, readable by gettext."""

import gettext
import os
from pathlib import Path

import pytest

from infra.local.messages import compile_messages

TEXT = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Vote"
msgstr "Voter"

msgid "%(count)s idea"
msgid_plural "%(count)s ideas"
msgstr[0] "%(count)s idée"
msgstr[1] "%(count)s idées"
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "tenant_apps/budgets/locale/fr/LC_MESSAGES"
    folder.mkdir(parents=True)
    path = folder / "django.po"
    path.write_text(TEXT)
    return path


def test_compile_messages_writes_what_gettext_reads(tmp_path: Path, source: Path) -> None:
    [written] = compile_messages(tmp_path)

    with written.open("rb") as file:
        catalog = gettext.GNUTranslations(file)
    assert catalog.gettext("Vote") == "Voter"
    assert catalog.ngettext("%(count)s idea", "%(count)s ideas", 0) == "%(count)s idée"
    assert catalog.ngettext("%(count)s idea", "%(count)s ideas", 2) == "%(count)s idées"
    assert sorted(source.parent.iterdir()) == [source.with_suffix(".mo"), source]


def test_compile_messages_leaves_what_is_up_to_date(tmp_path: Path, source: Path) -> None:
    compile_messages(tmp_path)

    assert compile_messages(tmp_path) == []

    later = source.stat().st_mtime_ns + 1_000_000
    os.utime(source, ns=(later, later))
    assert compile_messages(tmp_path) == [source.with_suffix(".mo")]
