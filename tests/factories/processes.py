"""Processes and phases for tests."""

from datetime import timedelta

from django.utils import timezone
from factory.declarations import LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from tenant_apps.processes.choices import ProcessState
from tenant_apps.processes.models import Phase, Process


class ProcessFactory(DjangoModelFactory[Process]):
    """A published process without phases."""

    class Meta:
        model = Process

    slug = Sequence(lambda number: f"process-{number}")
    title = Sequence(lambda number: f"Process {number}")
    question = "What will change?"
    summary = "A summary."
    easy_summary = "Easy words."
    state = ProcessState.PUBLISHED
    published_at = LazyFunction(timezone.now)


class PhaseFactory(DjangoModelFactory[Phase]):
    """A phase that is open from yesterday to tomorrow."""

    class Meta:
        model = Phase

    process = SubFactory(ProcessFactory)
    kind = "processes.information"
    title = "Information"
    starts_at = LazyFunction(lambda: timezone.now() - timedelta(days=1))
    ends_at = LazyFunction(lambda: timezone.now() + timedelta(days=1))
