"""Writing the demo's processes and projects, in few statements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from shared_apps.accounts.models import User
from tenant_apps.budgets.choices import ProjectState
from tenant_apps.budgets.demo.texts import DISTRICTS, IDEAS, NOTES, REASONS, STREETS, WHY, Idea
from tenant_apps.budgets.models import Budget, District, Project
from tenant_apps.comments.choices import Alignment
from tenant_apps.comments.models import Comment
from tenant_apps.contributions.actions import index
from tenant_apps.contributions.choices import ContributionState
from tenant_apps.contributions.models import Contribution
from tenant_apps.engagement.models import Support
from tenant_apps.processes.choices import ProcessState
from tenant_apps.processes.models import Phase, Process, start_of_day


@dataclass(frozen=True)
class Step:
    """A phase, its days counted from today, the last one included."""

    kind: str
    title: str
    first: int
    last: int
    outcome: str = ""


@dataclass(frozen=True)
class Edition:
    """A budget and its process; `published` counts days from today."""

    slug: str
    title: str
    question: str
    summary: str
    easy_summary: str
    description: str
    amount: int
    published: int
    steps: tuple[Step, ...]


@dataclass
class Filed:
    """A project to write; `cost` in euros."""

    idea: Idea
    street: str
    district: District
    state: ProjectState
    cost: int | None = None
    code: int | None = None
    reason: str = ""


def create(edition: Edition) -> Budget:
    """The process with its phases, and its budget."""
    today = timezone.localdate()
    process = Process.objects.create(
        slug=edition.slug,
        title=edition.title,
        question=edition.question,
        summary=edition.summary,
        easy_summary=edition.easy_summary,
        description=edition.description,
        state=ProcessState.PUBLISHED,
        template="budgets.participatory_budget",
        published_at=start_of_day(today + timedelta(days=edition.published)),
    )
    Phase.objects.bulk_create(
        Phase(
            process=process,
            kind=f"budgets.{step.kind}",
            title=step.title,
            outcome=step.outcome,
            position=position,
            starts_at=start_of_day(today + timedelta(days=step.first)),
            ends_at=start_of_day(today + timedelta(days=step.last + 1)),
        )
        for position, step in enumerate(edition.steps)
    )
    return Budget.objects.create(process=process, title=edition.title, amount=edition.amount)


def districts_of(slug: str) -> list[District]:
    """The town's districts, made when they are missing."""
    District.objects.bulk_create(
        (District(name=name) for name in DISTRICTS[slug]), ignore_conflicts=True
    )
    return list(District.objects.order_by("pk"))


def places(random: Random) -> Iterator[tuple[Idea, str]]:
    """Every kind of project in every street, each once, in random order."""
    pairs = [(idea, street) for idea in IDEAS for street in STREETS]
    random.shuffle(pairs)
    return iter(pairs)


def fitting(
    random: Random, used: set[tuple[str, str]], cost: int, streets: Sequence[str]
) -> tuple[Idea, str]:
    """A kind of project that may cost so much, in a street that has none of that kind yet."""
    kinds = [idea for idea in IDEAS if idea.low * 1000 <= cost <= idea.high * 1000]
    pairs = [(idea, street) for idea in kinds for street in streets]
    free = [pair for pair in pairs if (pair[0].title, pair[1]) not in used]
    if not free:
        everything = [(idea, street) for idea in IDEAS for street in STREETS]
        free = [pair for pair in everything if (pair[0].title, pair[1]) not in used]
        free.sort(key=lambda pair: abs(pair[0].low + pair[0].high - cost // 500))
        free = free[:5]
    idea, street = random.choice(free)
    used.add((idea.title, street))
    return idea, street


def streets_of(district: int, count: int) -> Sequence[str]:
    """Streets of one of the town's districts, by its place among them."""
    return STREETS[district::count]


def district_of(street: str, districts: Sequence[District]) -> District:
    """A street always lies in the same district."""
    return districts[STREETS.index(street) % len(districts)]


def write(
    budget: Budget, filed: Sequence[Filed], random: Random, *, between: tuple[datetime, datetime]
) -> list[Project]:
    """Contributions by the town's residents, filed between two moments, and their projects."""
    authors = list(User.objects.filter(roles=[], email__startswith="resident-").order_by("pk"))
    span = between[1] - between[0]
    moments = sorted(between[0] + span * random.random() for _ in filed)
    rows = [
        contribution_of(budget, one, moment, random.choice(authors) if authors else None, random)
        for one, moment in zip(random.sample(filed, len(filed)), moments, strict=True)
    ]
    by_place = {(row.title, row.place): row for row in Contribution.objects.bulk_create(rows)}
    index(Contribution.objects.filter(process=budget.process))
    return Project.objects.bulk_create(
        Project(
            budget=budget,
            contribution=by_place[title_of(one), place_of(one)],
            district=one.district,
            state=one.state,
            cost=one.cost,
            code=one.code,
            reason=one.reason,
        )
        for one in filed
    )


def title_of(filed: Filed) -> str:
    """What and where."""
    return filed.idea.title.format(at=filed.street)


def place_of(filed: Filed) -> str:
    """Where, as the start of a line."""
    return filed.street[0].upper() + filed.street[1:]


def contribution_of(
    budget: Budget, filed: Filed, moment: datetime, author: User | None, random: Random
) -> Contribution:
    """A published text."""
    title = title_of(filed)
    body = f"{filed.idea.body}\n\n{random.choice(WHY)}"
    return Contribution(
        kind="budgets.project",
        process=budget.process,
        author=author,
        title=title,
        body=body,
        excerpt=filed.idea.body,
        place=place_of(filed),
        state=ContributionState.PUBLISHED,
        published_at=moment,
        created_at=moment,
    )


def refused(random: Random) -> str:
    """Why the town said no."""
    return random.choice(REASONS)


def note(random: Random) -> str:
    """What the town says of a project that it can build; often nothing."""
    return random.choice(NOTES) if random.random() < 0.5 else ""


def support(projects: Sequence[Project], random: Random) -> None:
    """Supports by residents, and the counters that follow."""
    people = list(User.objects.filter(email__startswith="resident-").values_list("pk", flat=True))
    rows, contributions = [], []
    for project in projects:
        count = min(int(random.expovariate(1 / 14)), len(people))
        contribution = project.contribution
        contribution.support_count = count
        contributions.append(contribution)
        for person in random.sample(people, count):
            rows.append(Support(contribution=contribution, user_id=person))
    Support.objects.bulk_create(rows)
    Contribution.objects.bulk_update(contributions, ["support_count"])


def discuss(projects: Sequence[Project], random: Random, comments: Sequence[Sequence[str]]) -> None:
    """One to five comments on each of these projects, and the counters that follow."""
    people = list(User.objects.filter(email__startswith="resident-").order_by("pk"))
    if not people:
        return
    now, rows, contributions = timezone.now(), [], []
    for project in projects:
        contribution = project.contribution
        filed = contribution.published_at or now
        chosen = random.sample(range(len(comments)), random.randint(1, 5))
        contribution.comment_count = len(chosen)
        contributions.append(contribution)
        for place in chosen:
            alignment, text = comments[place]
            rows.append(
                Comment(
                    contribution=contribution,
                    author=random.choice(people),
                    body=text,
                    alignment=Alignment(alignment),
                    created_at=filed + (now - filed) * random.random(),
                )
            )
    Comment.objects.bulk_create(rows)
    Contribution.objects.bulk_update(contributions, ["comment_count"])
