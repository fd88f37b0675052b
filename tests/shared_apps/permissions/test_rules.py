"""The mechanism of rules: first refusal wins, unknown verbs never pass."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise

from shared_apps.permissions import rules
from shared_apps.permissions.errors import Refused
from shared_apps.permissions.refusal import Refusal
from shared_apps.permissions.requirements import Attempt, HasRole, Requirement, SignedIn


class Never(Requirement):
    """Always refuses."""

    code = "never"

    def check(self, attempt: Attempt) -> Refusal | None:
        return Refusal("never", "Never.", "/elsewhere/", "Go elsewhere")

    def sentence(self, subject: Any) -> str | Promise:
        return "Nobody may."


@pytest.fixture
def with_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"test.sign": (SignedIn(),), "test.never": (SignedIn(), Never()), "test.open": ()}
    monkeypatch.setattr(rules, "all_rules", lambda: own)


def person(*roles: str, is_active: bool = True) -> Any:
    return SimpleNamespace(is_authenticated=True, is_active=is_active, roles=list(roles))


@pytest.mark.usefixtures("with_rules")
class TestCheck:
    def test_rule_without_requirements_allows_everyone(self) -> None:
        assert rules.check("test.open", AnonymousUser()) is None

    def test_first_requirement_that_fails_answers(self) -> None:
        refusal = rules.check("test.never", AnonymousUser())

        assert refusal is not None
        assert refusal.code == "sign_in_needed"

    def test_refusal_has_a_way_out(self) -> None:
        refusal = rules.check("test.never", person())

        assert refusal is not None
        assert (refusal.code, refusal.remedy) == ("never", "/elsewhere/")

    def test_require_raises_what_check_answers(self) -> None:
        with pytest.raises(Refused) as refused:
            rules.require("test.never", person())

        assert refused.value.code == "never"
        assert str(refused.value) == "Never."
        assert refused.value.status == 403

    def test_blocked_account_counts_as_signed_out(self) -> None:
        assert not rules.allows("test.sign", person(is_active=False))

    def test_unknown_verb_never_passes(self) -> None:
        with pytest.raises(LookupError, match=r"test\.unwritten"):
            rules.allows("test.unwritten", person("administrator"))

    def test_rule_sheet_has_a_sentence_for_each_requirement(self) -> None:
        assert [str(line) for line in rules.rule_sheet("test.never")][1:] == ["Nobody may."]


def test_has_role_needs_one_of_them() -> None:
    requirement = HasRole("moderator", "administrator")

    assert requirement.check(Attempt("x", person("moderator"))) is None
    assert requirement.check(Attempt("x", person("reader"))) is not None
    assert requirement.check(Attempt("x", AnonymousUser())) is not None


def test_every_app_declares_its_rules_once() -> None:
    assert len(rules.all_rules()) > 20
