"""Fills a demo town with ideas, supports, comments and answers, in few statements."""

from datetime import datetime, timedelta
from random import Random

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from shared_apps.accounts.models import User
from shared_apps.audit.models import AuditEvent
from shared_apps.ui import richtext
from tenant_apps.contributions.actions import EXCERPT_LENGTH, index
from tenant_apps.contributions.choices import ContributionState
from tenant_apps.contributions.models import Contribution
from tenant_apps.engagement.models import Follow, Support
from tenant_apps.processes.choices import ProcessState
from tenant_apps.processes.models import Phase, Process, day_of, start_of_day
from tenant_apps.proposals.choices import ProposalStatus
from tenant_apps.proposals.demo import talk
from tenant_apps.proposals.demo.ideas import french, texts
from tenant_apps.proposals.demo.places import TOWNS, Call, Town
from tenant_apps.proposals.demo.words import ANSWERS
from tenant_apps.proposals.models import KIND, Proposal
from tenants.snapshot import CitySnapshot

OLDEST_DAYS = 160
# How often an idea older than a month stands in each status.
SHARES = (
    (ProposalStatus.RECEIVED, 28),
    (ProposalStatus.UNDER_STUDY, 24),
    (ProposalStatus.ACCEPTED, 12),
    (ProposalStatus.IN_PROGRESS, 10),
    (ProposalStatus.DONE, 10),
    (ProposalStatus.NOT_RETAINED, 16),
)
# Statuses that an idea passed through on its way.
WAY: dict[str, tuple[ProposalStatus, ...]] = {
    ProposalStatus.UNDER_STUDY: (ProposalStatus.UNDER_STUDY,),
    ProposalStatus.ACCEPTED: (ProposalStatus.UNDER_STUDY, ProposalStatus.ACCEPTED),
    ProposalStatus.NOT_RETAINED: (ProposalStatus.UNDER_STUDY, ProposalStatus.NOT_RETAINED),
    ProposalStatus.IN_PROGRESS: (
        ProposalStatus.UNDER_STUDY,
        ProposalStatus.ACCEPTED,
        ProposalStatus.IN_PROGRESS,
    ),
    ProposalStatus.DONE: (
        ProposalStatus.UNDER_STUDY,
        ProposalStatus.ACCEPTED,
        ProposalStatus.IN_PROGRESS,
        ProposalStatus.DONE,
    ),
}


def fill(city: CitySnapshot) -> None:
    """Deterministic for a town; needs the people of the demo."""
    town = TOWNS.get(city.slug)
    residents = list(User.objects.filter(roles=[], is_active=True).order_by("pk"))
    agents = list(User.objects.exclude(roles=[]).order_by("pk"))
    if town is None or not residents or not agents:
        return
    random = Random(f"{city.slug} ideas")  # noqa: S311  (content, not a secret)
    process = open_call(town.call) if town.call else None
    contributions = write(town, process, residents, random)
    decide(contributions, agents[0], random)
    support(contributions, residents, random)
    talk.comment(contributions, residents, agents, random)
    count(contributions)
    talk.flag(contributions, residents, agents, random)
    index(Contribution.objects.filter(kind=KIND))


def open_call(call: Call) -> Process:
    """The process with its three phases."""
    today = day_of(timezone.now())
    start = start_of_day(today + timedelta(days=call.starts_on_day))
    process = Process.objects.create(
        slug=call.slug,
        title=french(call.title),
        question=french(call.question),
        summary=french(call.summary),
        easy_summary=french(call.easy_summary),
        description=french(call.description),
        state=ProcessState.PUBLISHED,
        template="proposals.call",
        published_at=start,
    )
    days = call.starts_on_day
    steps = (
        ("proposals.submission", "Vos idées", days, days + 42),
        ("proposals.study", "Étude par les services", days + 42, days + 80),
        ("proposals.answer", "Réponses de la collectivité", days + 80, days + 120),
    )
    Phase.objects.bulk_create(
        Phase(
            process=process,
            kind=kind,
            title=title,
            position=position,
            starts_at=start_of_day(today + timedelta(days=first)),
            ends_at=start_of_day(today + timedelta(days=after)),
        )
        for position, (kind, title, first, after) in enumerate(steps)
    )
    return process


def write(
    town: Town, process: Process | None, residents: list[User], random: Random
) -> list[Contribution]:
    """The ideas themselves, oldest first."""
    source = texts("plan" if town.uses_plan else "ideas")
    chosen = [source[number % len(source)] for number in range(town.ideas)]
    if town.ideas < len(source):
        chosen = random.sample(source, town.ideas)
    random.shuffle(chosen)
    in_call = round(town.ideas * town.call.share) if town.call else 0
    now = timezone.now()
    rows = []
    for number, (title, body) in enumerate(chosen):
        place, latitude, longitude = town.places[number % len(town.places)]
        is_in_call = number < in_call and process is not None
        body = body.format(place=place)
        published_at = now - _age(random, process if is_in_call else None, now)
        rows.append(
            Contribution(
                kind=KIND,
                process=process if is_in_call else None,
                author=random.choice(residents),
                title=title.format(place=place),
                body=body,
                excerpt=richtext.excerpt(body, EXCERPT_LENGTH),
                place=place,
                latitude=latitude + random.uniform(-0.004, 0.004),
                longitude=longitude + random.uniform(-0.006, 0.006),
                state=ContributionState.PUBLISHED,
                published_at=published_at,
                created_at=published_at,
            )
        )
    rows.sort(key=lambda row: row.published_at or now)
    return Contribution.objects.bulk_create(rows)


def _age(random: Random, process: Process | None, now: datetime) -> timedelta:
    if process is None or process.published_at is None:
        return timedelta(days=random.uniform(0.1, OLDEST_DAYS))
    since = (now - process.published_at).total_seconds() / 86_400
    return timedelta(days=random.uniform(max(0.1, since - 41), since))


def decide(contributions: list[Contribution], agent: User, random: Random) -> None:
    """Statuses, official answers, and the events that their history is read from."""
    now = timezone.now()
    statuses = [status for status, weight in SHARES for _ in range(weight)]
    ideas, events = [], []
    for contribution in contributions:
        assert contribution.published_at is not None
        age = now - contribution.published_at
        status = ProposalStatus.RECEIVED
        if age > timedelta(days=8):
            status = random.choice(statuses if age.days > 30 else statuses[:60])
        steps = WAY.get(status, ())
        moments = [
            contribution.published_at + age * (position + 1) / (len(steps) + 1.6)
            for position in range(len(steps))
        ]
        answers = status in ANSWERS and (
            status != ProposalStatus.UNDER_STUDY or random.random() < 0.4
        )
        changed_at = moments[-1] if moments else contribution.published_at
        ideas.append(
            Proposal(
                contribution=contribution,
                status=status,
                status_changed_at=changed_at,
                answer=french(random.choice(ANSWERS[status])) if answers else "",
                answered_at=changed_at if answers else None,
                answered_by=agent if answers else None,
            )
        )
        before = ProposalStatus.RECEIVED
        for step, moment in zip(steps, moments, strict=True):
            data = {"before": before, "status": step, "answered": answers and step == status}
            events.append(_event(contribution, agent, moment, data))
            before = step
    Proposal.objects.bulk_create(ideas)
    AuditEvent.objects.bulk_create(events)


def _event(
    contribution: Contribution, agent: User, moment: datetime, data: dict[str, object]
) -> AuditEvent:
    return AuditEvent(
        verb="proposals.change_status",
        actor=agent,
        subject_type=Proposal._meta.label_lower,
        subject_id=str(contribution.pk),
        created_at=moment,
        data=data,
    )


def support(contributions: list[Contribution], residents: list[User], random: Random) -> None:
    """Few supports for most ideas, many for some; authors and some supporters follow."""
    supports, follows = [], []
    now = timezone.now()
    for contribution in contributions:
        assert contribution.published_at is not None
        age = now - contribution.published_at
        share = min(0.75, random.expovariate(6) * (0.4 + min(1.0, age.days / 40)))
        if contribution == talk.favorite(contributions):
            share = 0.8
        people = random.sample(residents, round(len(residents) * share))
        supports += [
            Support(
                contribution=contribution,
                user=person,
                created_at=contribution.published_at + age * random.random(),
            )
            for person in people
        ]
        followers = {contribution.author_id: contribution.author}
        followers |= {person.pk: person for person in people[: len(people) // 6]}
        follows += [Follow(contribution=contribution, user=person) for person in followers.values()]
    Support.objects.bulk_create(supports, batch_size=2000)
    Follow.objects.bulk_create(follows, batch_size=2000)


def count(contributions: list[Contribution]) -> None:
    """Counters from what they count, in one statement."""

    def number(relation: str, condition: Q) -> Coalesce:
        rows = (
            Contribution.objects.filter(pk=OuterRef("pk"))
            .annotate(number=Count(relation, filter=condition))
            .values("number")
        )
        return Coalesce(Subquery(rows), Value(0))

    everything = Q(pk__isnull=False)
    Contribution.objects.filter(pk__in=[row.pk for row in contributions]).update(
        support_count=number("supports", everything),
        comment_count=number("comments", Q(comments__state="published")),
        follow_count=number("follows", everything),
    )
