"""Processes and phases for tests."""

from datetime import timedelta

import factory
from django.utils import timezone

from tenant_apps.processes.choices import ProcessState
from tenant_apps.processes.models import Phase, Process


class ProcessFactory(factory.django.DjangoModelFactory[Process]):
    """A published process without phases."""

    class Meta:
        model = Process

    slug = factory.Sequence(lambda number: f"process-{number}")
    title = factory.Sequence(lambda number: f"Process {number}")
    question = "What will change?"
    summary = "A summary."
    easy_summary = "Easy words."
    state = ProcessState.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)


class PhaseFactory(factory.django.DjangoModelFactory[Phase]):
    """A phase that is open from yesterday to tomorrow."""

    class Meta:
        model = Phase

    process = factory.SubFactory(ProcessFactory)
    kind = "processes.information"
    title = "Information"
    starts_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    ends_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
