"""Two people at once, with real commits."""

from datetime import date

from tenant_apps.processes import actions
from tenant_apps.processes.models import Process
from tenants.snapshot import CitySnapshot
from tests.factories.people import administrator
from tests.factories.processes import PhaseFactory, ProcessFactory
from tests.threads import run_together

DAY = date(2027, 3, 1)


def test_same_title_at_once_gives_two_addresses(
    committed_database: None, city: CitySnapshot
) -> None:
    person = administrator()

    made = run_together(
        *(
            lambda: actions.create_process(title="Place", template=None, starts_on=DAY, by=person)
            for _ in range(4)
        )
    )

    assert sorted(process.slug for process in made) == ["place", "place-2", "place-3", "place-4"]


def test_last_two_phases_removed_at_once_leave_one(
    committed_database: None, city: CitySnapshot
) -> None:
    process = ProcessFactory.create()
    phases = PhaseFactory.create_batch(2, process=process)
    person = administrator()

    results = run_together(
        *(lambda phase=phase: actions.remove_phase(phase=phase, by=person) for phase in phases)
    )

    assert Process.objects.get().phases.count() == 1
    assert sorted(type(result).__name__ for result in results) == ["LastPhase", "NoneType"]
