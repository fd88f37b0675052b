"""Budgets, projects and ballots for tests."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from shared_apps.accounts.models import User
from tenant_apps.budgets.choices import ProjectState
from tenant_apps.budgets.models import Ballot, BallotChoice, Budget, District, Project
from tests.factories.contributions import ContributionFactory
from tests.factories.processes import PhaseFactory, ProcessFactory

PHASES = ("submission", "review", "voting", "results", "works")
PHASE_DAYS = 10


class BudgetFactory(factory.django.DjangoModelFactory[Budget]):
    """A budget of 100,000 euros whose process has no phases."""

    class Meta:
        model = Budget

    process: Any = factory.SubFactory(ProcessFactory)
    title = factory.Sequence(lambda number: f"Budget {number}")
    amount = 100_000


class DistrictFactory(factory.django.DjangoModelFactory[District]):
    """A district."""

    class Meta:
        model = District

    name = factory.Sequence(lambda number: f"District {number}")


class ProjectFactory(factory.django.DjangoModelFactory[Project]):
    """A project on the ballot that costs 10,000 euros."""

    class Meta:
        model = Project

    budget: Any = factory.SubFactory(BudgetFactory)
    contribution: Any = factory.SubFactory(
        ContributionFactory,
        kind="budgets.project",
        process=factory.SelfAttribute("..budget.process"),
    )
    state = ProjectState.FEASIBLE
    cost = 10_000
    code = factory.Sequence(lambda number: number + 1)


def budget_in(phase: str, **fields: Any) -> Budget:
    """A budget whose process has all phases, ten days each, and stands in the middle of one."""
    budget = BudgetFactory.create(**fields)
    now = timezone.now()
    for position, kind in enumerate(PHASES):
        starts_at = now + timedelta(days=PHASE_DAYS * (position - PHASES.index(phase)) - 5)
        PhaseFactory.create(
            process=budget.process,
            kind=f"budgets.{kind}",
            title=kind.capitalize(),
            position=position,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(days=PHASE_DAYS),
        )
    return budget


def ballot_of(budget: Budget, projects: Sequence[Project], voter: User | None = None) -> Ballot:
    """A ballot that was cast online."""
    ballot = Ballot.objects.create(budget=budget, voter=voter, cast_at=timezone.now())
    BallotChoice.objects.bulk_create(
        BallotChoice(ballot=ballot, project=project) for project in projects
    )
    return ballot
