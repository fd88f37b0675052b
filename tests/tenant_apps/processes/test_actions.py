"""The life cycle of processes and the timetable of their phases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared_apps.audit.models import AuditEvent
from shared_apps.permissions.errors import Refused
from tenant_apps.processes import actions, queries
from tenant_apps.processes.apps import CONCERTATION
from tenant_apps.processes.choices import PROCESS_TRANSITIONS, ProcessState
from tenant_apps.processes.demo import CONCERTATIONS, create_concertation
from tenant_apps.processes.models import Phase, Process, start_of_day
from tenants import registry
from tenants.snapshot import CitySnapshot
from tests.factories.people import administrator, one_of_each
from tests.factories.processes import PhaseFactory, ProcessFactory

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 1)
MOVES: dict[ProcessState, Callable[..., Process]] = {
    ProcessState.PUBLISHED: actions.publish_process,
    ProcessState.DRAFT: actions.unpublish_process,
    ProcessState.ARCHIVED: actions.archive_process,
}


def test_create_process_dates_the_phases_of_the_template(city: CitySnapshot) -> None:
    process = actions.create_process(
        title="Quelle place ?", template=CONCERTATION, starts_on=DAY, by=administrator()
    )

    phases = process.ordered_phases
    assert process.state == ProcessState.DRAFT
    assert process.slug == "quelle-place"
    assert [phase.kind for phase in phases] == [draft.kind for draft in CONCERTATION.phases]
    assert (phases[0].first_day, phases[0].last_day) == (DAY, date(2027, 3, 21))
    # The clocks change on 28 March, in the second phase.
    assert (phases[1].first_day, phases[1].last_day) == (date(2027, 3, 22), date(2027, 4, 25))
    assert AuditEvent.objects.get(verb="processes.create_process").subject_id == str(process.pk)


def test_create_process_lets_the_module_set_up(city: CitySnapshot) -> None:
    seen: list[dict[str, Any]] = []
    template = registry.ProcessTemplate(
        "x.y", "Title", "Summary", (), set_up=lambda **kwargs: seen.append(kwargs)
    )
    person = administrator()

    process = actions.create_process(title="Vote", template=template, starts_on=DAY, by=person)

    assert seen == [{"process": process, "by": person}]


def test_create_process_finds_a_free_address(city: CitySnapshot) -> None:
    person = administrator()

    made = [
        actions.create_process(title="La Place", template=None, starts_on=DAY, by=person)
        for _ in range(3)
    ]

    assert [process.slug for process in made] == ["la-place", "la-place-2", "la-place-3"]


@pytest.mark.parametrize(("before", "after"), list(product(ProcessState, ProcessState)))
def test_state_moves_as_the_table_says(
    city: CitySnapshot, before: ProcessState, after: ProcessState
) -> None:
    process = PhaseFactory.create(process__state=before).process
    person = administrator()

    if after in PROCESS_TRANSITIONS[before]:
        assert MOVES[after](process=process, by=person).state == after
    else:
        with pytest.raises(actions.TransitionNotAllowed):
            MOVES[after](process=process, by=person)
    process.refresh_from_db()
    assert process.state == (after if after in PROCESS_TRANSITIONS[before] else before)


def test_publish_process_needs_a_phase(city: CitySnapshot) -> None:
    process = ProcessFactory.create(state=ProcessState.DRAFT, published_at=None)

    with pytest.raises(actions.ProcessWithoutPhases):
        actions.publish_process(process=process, by=administrator())


def test_publish_process_again_keeps_the_first_date(city: CitySnapshot) -> None:
    process = PhaseFactory.create().process
    person, first = administrator(), process.published_at

    actions.unpublish_process(process=process, by=person)
    again = actions.publish_process(process=process, by=person)

    assert again.published_at == first


def test_edit_process_keeps_the_address(city: CitySnapshot) -> None:
    process = ProcessFactory.create(slug="old")

    edited = actions.edit_process(process=process, by=administrator(), title="New", area="Centre")

    edited.refresh_from_db()
    assert (edited.title, edited.area, edited.slug) == ("New", "Centre", "old")
    assert AuditEvent.objects.get(verb="processes.edit_process").data == {
        "fields": ["title", "area"]
    }


def test_copy_process_moves_the_phases_to_the_new_day(city: CitySnapshot) -> None:
    process = ProcessFactory.create(summary="Same")
    PhaseFactory.create(
        process=process, starts_at=start_of_day(DAY), ends_at=start_of_day(DAY + timedelta(days=7))
    )

    copy = actions.copy_process(
        process=process, title="Copy", starts_on=date(2027, 6, 1), by=administrator()
    )

    phase = copy.ordered_phases[0]
    assert (copy.state, copy.summary) == (ProcessState.DRAFT, "Same")
    assert (phase.first_day, phase.last_day) == (date(2027, 6, 1), date(2027, 6, 7))
    assert process.phases.get().first_day == DAY


def week(process: Process, number: int, **fields: Any) -> Phase:
    """The phase of a week, counted from DAY."""
    first = DAY + timedelta(weeks=number)
    return PhaseFactory.create(
        process=process,
        position=number,
        starts_at=start_of_day(first),
        ends_at=start_of_day(first + timedelta(days=7)),
        **fields,
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(days=st.integers(-6, 700))
def test_edit_phase_moves_the_later_ones_by_whole_days(city: CitySnapshot, days: int) -> None:
    process = ProcessFactory.create()
    phases = [week(process, number) for number in range(3)]
    moved = phases[1]

    actions.edit_phase(
        phase=moved,
        title="Longer",
        starts_at=moved.starts_at,
        ends_at=start_of_day(moved.last_day + timedelta(days=days + 1)),
        by=administrator(),
        move_following=True,
    )

    before, edited, after = process.phases.order_by("position")
    assert before.last_day == phases[0].last_day
    assert edited.last_day == moved.last_day + timedelta(days=days)
    assert after.first_day == phases[2].first_day + timedelta(days=days)
    assert after.last_day == phases[2].last_day + timedelta(days=days)


def test_edit_phase_leaves_the_later_ones_by_default(city: CitySnapshot) -> None:
    process = ProcessFactory.create()
    first, second = week(process, 0), week(process, 1)

    actions.edit_phase(
        phase=first,
        title="Longer",
        starts_at=first.starts_at,
        ends_at=start_of_day(DAY + timedelta(days=10)),
        by=administrator(),
    )

    second.refresh_from_db()
    assert second.first_day == DAY + timedelta(weeks=1)


def test_edit_phase_refuses_dates_the_wrong_way_round(city: CitySnapshot) -> None:
    phase = PhaseFactory.create()

    with pytest.raises(actions.PhaseEndsBeforeStart):
        actions.edit_phase(
            phase=phase,
            title=phase.title,
            starts_at=phase.ends_at,
            ends_at=phase.starts_at,
            by=administrator(),
        )


def test_move_phase_exchanges_neighbors(city: CitySnapshot) -> None:
    process = ProcessFactory.create()
    phases = [week(process, number, title=str(number)) for number in range(3)]
    person = administrator()

    actions.move_phase(phase=phases[2], up=True, by=person)
    actions.move_phase(phase=phases[0], up=True, by=person)

    assert list(process.phases.order_by("position").values_list("title", flat=True)) == [
        "0",
        "2",
        "1",
    ]


def test_add_phase_comes_last(city: CitySnapshot) -> None:
    phase = PhaseFactory.create(position=4)

    added = actions.add_phase(
        process=phase.process,
        kind="processes.outcome",
        title="Outcome",
        starts_at=start_of_day(DAY),
        ends_at=start_of_day(DAY + timedelta(days=1)),
        by=administrator(),
    )

    assert added.position == 5


def test_add_phase_refuses_an_unknown_kind(city: CitySnapshot) -> None:
    with pytest.raises(actions.PhaseKindUnknown):
        actions.add_phase(
            process=ProcessFactory.create(),
            kind="nothing.here",
            title="Outcome",
            starts_at=start_of_day(DAY),
            ends_at=start_of_day(DAY + timedelta(days=1)),
            by=administrator(),
        )


def test_remove_phase_keeps_the_last_one_of_a_published_process(city: CitySnapshot) -> None:
    phase = PhaseFactory.create()
    person = administrator()

    with pytest.raises(actions.LastPhase):
        actions.remove_phase(phase=phase, by=person)
    actions.unpublish_process(process=phase.process, by=person)
    actions.remove_phase(phase=phase, by=person)

    assert not Phase.objects.exists()


@pytest.mark.parametrize("slug", CONCERTATIONS)
def test_demo_town_has_a_running_concertation(city: CitySnapshot, slug: str) -> None:
    for _twice in range(2):
        create_concertation(replace(city, slug=slug))

    process = Process.objects.listed().get()
    assert queries.standing(process).code == queries.OPEN
    assert len(process.ordered_phases) == 4
    assert process.easy_summary


EDITORS = {"administrator", "process_administrator"}


def attempts(phase: Phase, person: Any) -> dict[str, Callable[[], object]]:
    """Every verb of the app, tried by one person."""
    process = phase.process
    dates: dict[str, Any] = {"starts_at": phase.starts_at, "ends_at": phase.ends_at}
    return {
        "create_process": lambda: actions.create_process(
            title="New", template=None, starts_on=DAY, by=person
        ),
        "copy_process": lambda: actions.copy_process(
            process=process, title="Copy", starts_on=DAY, by=person
        ),
        "edit_process": lambda: actions.edit_process(process=process, by=person, title="T"),
        "add_phase": lambda: actions.add_phase(
            process=process, kind="processes.meeting", title="M", by=person, **dates
        ),
        "edit_phase": lambda: actions.edit_phase(phase=phase, title="E", by=person, **dates),
        "move_phase": lambda: actions.move_phase(phase=phase, up=True, by=person),
        "unpublish_process": lambda: actions.unpublish_process(process=process, by=person),
        "publish_process": lambda: actions.publish_process(process=process, by=person),
        "remove_phase": lambda: actions.remove_phase(phase=phase, by=person),
        "archive_process": lambda: actions.archive_process(process=process, by=person),
    }


def test_matrix_of_verbs_and_roles(city: CitySnapshot) -> None:
    for role, person in one_of_each().items():
        for verb, attempt in attempts(PhaseFactory.create(), person).items():
            if role in EDITORS:
                attempt()
            else:
                with pytest.raises(Refused):
                    attempt()
                assert not AuditEvent.objects.filter(actor=person).exists(), (role, verb)
