"""Where a process stands, what its phases open, and what is said about it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone, translation

from shared_apps.permissions.requirements import Attempt
from tenant_apps.processes import queries
from tenant_apps.processes.choices import ProcessState
from tenant_apps.processes.models import Phase, Process
from tenant_apps.processes.requirements import PhaseOpens
from tenants import registry
from tenants.context import city_context
from tenants.snapshot import CitySnapshot
from tests.factories.processes import PhaseFactory, ProcessFactory

pytestmark = pytest.mark.django_db

VOTE = registry.PhaseKind(
    "processes.vote",
    "Vote",
    opens=frozenset({"processes.see_processes"}),
    url=lambda phase: f"/vote/{phase.pk}/",
    call="Vote now",
)


@pytest.fixture
def vote(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of phase that opens a verb."""
    kinds = {**registry.phase_kinds(), VOTE.code: VOTE}
    monkeypatch.setattr(registry, "phase_kinds", lambda: kinds)


def phase(process: Process, start: int, end: int, **fields: Any) -> Phase:
    """A phase from `start` to `end` days from now."""
    now = timezone.now()
    return PhaseFactory.create(
        process=process,
        starts_at=now + timedelta(days=start),
        ends_at=now + timedelta(days=end),
        **fields,
    )


@pytest.mark.parametrize(
    ("spans", "code"),
    [
        ([(-2, 2)], "open"),
        ([(-9, -5), (-2, 2), (5, 9)], "open"),
        ([(2, 5)], "upcoming"),
        ([(-5, -2), (2, 5)], "upcoming"),
        ([(-5, -2)], "finished"),
        ([], "finished"),
    ],
)
def test_standing_and_rank_agree(
    city: CitySnapshot, spans: list[tuple[int, int]], code: str
) -> None:
    process = ProcessFactory.create()
    for start, end in spans:
        phase(process, start, end)
    row = queries.ranked(Process.objects.all(), timezone.now()).with_phases().get()

    assert queries.standing(row).code == code
    assert row.__dict__["rank"] == queries.standing(row).rank


def test_archived_process_is_finished_whatever_its_phases(city: CitySnapshot) -> None:
    process = PhaseFactory.create(process__state=ProcessState.ARCHIVED).process
    row = queries.ranked(Process.objects.all(), timezone.now()).get()

    assert queries.standing(process).code == "finished"
    assert queries.RANKS[row.__dict__["rank"]] == "finished"


def test_primary_action_is_of_the_phase_that_opens_a_verb(city: CitySnapshot, vote: None) -> None:
    process = ProcessFactory.create()
    voting = phase(process, -1, 3, kind="processes.vote", position=0)
    phase(process, -1, 9, kind="processes.information", position=1)

    standing = queries.standing(process)

    assert standing.action is not None
    assert (standing.action.label, standing.action.url) == ("Vote now", f"/vote/{voting.pk}/")
    assert standing.phase == voting
    assert standing.chip_state == "open"


def test_module_switched_off_leaves_no_action(
    city: CitySnapshot, vote: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = registry.PhaseKind("budgets.vote", "Vote", url=lambda phase: "/budgets/", call="Vote")
    monkeypatch.setattr(registry, "phase_kinds", lambda: {kind.code: kind})
    process = ProcessFactory.create()
    phase(process, -1, 3, kind="budgets.vote")
    from dataclasses import replace

    for modules, expected in ((frozenset({"budgets"}), 1), (frozenset(), 0)):
        with city_context(replace(city, modules=modules)):
            assert len(queries.standing(process).actions) == expected
            assert bool(queries.steps(process)[0].url) is bool(expected)


def check(process: Process, verb: str = "processes.see_processes") -> Any:
    """The refusal of a visitor who tries the verb now."""
    fresh = Process.objects.get(pk=process.pk)
    return PhaseOpens().check(Attempt(verb, AnonymousUser(), fresh))


def test_phase_opens_says_when_it_opens_and_when_it_closed(city: CitySnapshot, vote: None) -> None:
    process = ProcessFactory.create()
    only = phase(process, -1, 1, kind="processes.vote")
    assert check(process) is None
    assert check(process, "processes.other").code == "phase_closed"

    Phase.objects.filter(pk=only.pk).update(
        starts_at=timezone.now() + timedelta(days=1), ends_at=timezone.now() + timedelta(days=2)
    )
    refusal = check(process)
    assert refusal.code == "phase_upcoming"
    assert refusal.remedy == process.get_absolute_url()

    Phase.objects.filter(pk=only.pk).update(
        starts_at=timezone.now() - timedelta(days=2), ends_at=timezone.now() - timedelta(days=1)
    )
    assert check(process).code == "phase_closed"


@pytest.mark.parametrize("state", [ProcessState.DRAFT, ProcessState.ARCHIVED])
def test_nothing_opens_outside_published_processes(
    city: CitySnapshot, vote: None, state: ProcessState
) -> None:
    process = ProcessFactory.create(state=state)
    phase(process, -1, 1, kind="processes.vote")

    assert check(process).code == "phase_closed"


def test_rule_sheet_says_each_sentence_once(city: CitySnapshot, vote: None) -> None:
    voting = phase(ProcessFactory.create(), -1, 1, kind="processes.vote")

    with translation.override("en"):
        sheet = [str(sentence) for sentence in queries.rule_sheet(voting)]

    assert sheet == ["Any person with an account on this portal."]
