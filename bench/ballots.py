"""Ballots a second through residents' own action, against pgbench inserting the same rows."""

import os
import re
import subprocess
import tempfile
import time
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from bench.result import Result
from bench.towns import open_city
from shared_apps.accounts.models import User
from tenant_apps.budgets import actions
from tenant_apps.budgets.models import Ballot, BallotChoice, Budget, Project
from tenant_apps.contributions.models import Contribution
from tenant_apps.processes.models import Phase, Process
from tenants.context import city_context
from tenants.snapshot import CitySnapshot

CLIENTS = 8
BALLOTS = 100  # of each client, a round
ROUNDS = 3
PROJECTS = 20
CHOICES = 5


def run() -> list[Result]:
    """Median of the rounds, both sides in turn."""
    city = open_city("69123", "bench-vote")
    with city_context(city):
        budget = open_budget()
        projects = list(Project.objects.filter(budget=budget).order_by("pk"))
    ours, theirs = [], []
    for number in range(ROUNDS):
        with city_context(city):
            voters = create_voters(number)
        ours.append(cast_together(city, budget, projects, voters))
        theirs.append(insert_together(city, budget, projects))
    value, baseline = median(ours), median(theirs)
    ratio = value / baseline
    return [
        Result("cast_ballot", value, "ballots/s", "ratio >= 0.1", ratio >= 0.1, baseline, ratio)
    ]


def open_budget() -> Budget:
    """A budget whose vote is open, made anew."""
    now = timezone.now()
    process = Process.objects.create(
        slug=f"bench-{time.time_ns()}", title="Bench", state="published", published_at=now
    )
    Phase.objects.create(
        process=process,
        kind="budgets.voting",
        title="Vote",
        starts_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=1),
    )
    budget = Budget.objects.create(process=process, title="Bench", amount=1_000_000)
    for code in range(1, PROJECTS + 1):
        contribution = Contribution.objects.create(
            kind="budgets.project",
            process=process,
            title=f"Project {code}",
            body="Bench",
            state="published",
            published_at=now,
        )
        Project.objects.create(
            budget=budget, contribution=contribution, state="feasible", cost=10_000, code=code
        )
    return budget


def create_voters(number: int) -> list[int]:
    """Keys of voters who have not voted yet."""
    return [
        user.pk
        for user in User.objects.bulk_create(
            User(email=f"voter-{time.time_ns()}-{number}-{i}@bench.test", display_name="Voter")
            for i in range(CLIENTS * BALLOTS)
        )
    ]


def cast_together(
    city: CitySnapshot, budget: Budget, projects: list[Project], voters: list[int]
) -> float:
    """Ballots a second of all clients, each a process of its own."""
    connections.close_all()
    barrier = get_context("fork").Barrier(CLIENTS + 1)
    processes = [
        get_context("fork").Process(
            target=cast, args=(barrier, city, budget, projects, voters[client::CLIENTS])
        )
        for client in range(CLIENTS)
    ]
    for process in processes:
        process.start()
    barrier.wait(60)
    started = time.perf_counter()
    for process in processes:
        process.join()
    seconds = time.perf_counter() - started
    with city_context(city):
        found = Ballot.objects.filter(budget=budget, voter_id__in=voters).count()
    if found != len(voters):
        raise RuntimeError(f"{found} ballots of {len(voters)} were kept.")
    return len(voters) / seconds


def cast(barrier, city, budget, projects, voters) -> None:  # type: ignore[no-untyped-def]
    """One client."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    with city_context(city):
        people = list(User.objects.filter(pk__in=voters))
        barrier.wait(60)
        for index, person in enumerate(people):
            chosen = [projects[(index + step) % PROJECTS] for step in range(CHOICES)]
            actions.cast_ballot(budget=budget, projects=chosen, by=person)


def insert_together(city: CitySnapshot, budget: Budget, projects: list[Project]) -> float:
    """Transactions a second of pgbench, each inserting a ballot with as many choices."""
    first = projects[0].pk
    ballot, choice = Ballot._meta.db_table, BallotChoice._meta.db_table
    script = f"""
\\set one random(0, {PROJECTS - CHOICES})
BEGIN;
WITH cast_now AS (
  INSERT INTO "{city.schema_name}".{ballot} (id, budget_id, channel, receipt, cast_at)
  VALUES (gen_random_uuid(), {budget.pk}, 'online',
          left(md5(random()::text || clock_timestamp()::text), 24), now()) RETURNING id)
INSERT INTO "{city.schema_name}".{choice} (id, ballot_id, project_id)
SELECT gen_random_uuid(), cast_now.id, {first} + :one + step
FROM cast_now, generate_series(0, {CHOICES - 1}) AS step;
END;
"""  # noqa: S608  (names and numbers of our own)
    parameters = connection.get_connection_params()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ballots.sql"
        path.write_text(script)
        command = ["pgbench", "-n", "-c", str(CLIENTS), "-j", "2", "-t", str(BALLOTS * 4)]
        command += ["-f", str(path), "-h", parameters["host"], "-U", parameters["user"]]
        answer = subprocess.run(
            [*command, parameters["dbname"]],
            capture_output=True,
            text=True,
            env=os.environ,
            check=False,
        )
    found = re.search(r"tps = ([\d.]+)", answer.stdout)
    if found is None or answer.returncode:
        raise RuntimeError(answer.stderr)
    return float(found[1])
