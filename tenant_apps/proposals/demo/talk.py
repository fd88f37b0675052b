"""Discussions of the demo's ideas, and what was flagged in them."""

from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from shared_apps.accounts.models import User
from tenant_apps.comments import actions as comments
from tenant_apps.comments.choices import Alignment
from tenant_apps.comments.models import Comment
from tenant_apps.contributions.choices import CharterRule
from tenant_apps.contributions.models import Contribution
from tenant_apps.moderation.choices import CaseState
from tenant_apps.moderation.models import Case, Flag
from tenant_apps.proposals.demo import words
from tenant_apps.proposals.demo.ideas import french

LONGEST = 60  # threads under the most discussed idea
OPINIONS = (
    (Alignment.FOR, words.FOR, words.REASONS_FOR),
    (Alignment.AGAINST, words.AGAINST, words.REASONS_AGAINST),
    (Alignment.NEUTRAL, words.NEUTRAL, words.REASONS_NEUTRAL),
)


def favorite(contributions: list[Contribution]) -> Contribution:
    """The idea that everybody talks about."""
    return contributions[len(contributions) // 3]


def comment(
    contributions: list[Contribution], residents: list[User], agents: list[User], random: Random
) -> None:
    """Threads with replies; the oldest third of the ideas is discussed most, one of them a lot."""
    roots = []
    for contribution in contributions:
        number = min(9, int(random.expovariate(0.35)))
        if contribution == favorite(contributions):
            number = min(LONGEST, len(contributions))
        roots += [_root(contribution, residents, random) for _ in range(number)]
    roots = Comment.objects.bulk_create(_without_repeats(roots))
    second = Comment.objects.bulk_create(_replies(roots, residents, agents, random, 0.45))
    Comment.objects.bulk_create(_replies(second, residents, agents, random, 0.3))


def _root(contribution: Contribution, residents: list[User], random: Random) -> Comment:
    alignment, openings, reasons = random.choices(OPINIONS, (6, 2, 3))[0]
    assert contribution.published_at is not None
    return Comment(
        contribution=contribution,
        author=random.choice(residents),
        alignment=alignment,
        body=_sentence(random.choice(openings), random.choice(reasons)),
        created_at=_later(contribution.published_at, random),
    )


def _sentence(opening: str, reason: str) -> str:
    link = "" if opening.endswith("mais") else " :"
    return french(f"{opening}{link} {reason}")


def _without_repeats(rows: list[Comment]) -> list[Comment]:
    seen: set[tuple[object, str]] = set()
    kept = []
    for row in rows:
        key = (row.contribution_id, row.body)
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept


def _replies(
    above: list[Comment], residents: list[User], agents: list[User], random: Random, share: float
) -> list[Comment]:
    found = []
    for parent in above:
        if random.random() > share:
            continue
        is_town = random.random() < 0.12
        found.append(
            Comment(
                contribution=parent.contribution,
                parent=parent,
                depth=parent.depth + 1,
                author=random.choice(agents if is_town else residents),
                body=french(random.choice(words.TOWN_REPLIES if is_town else words.REPLIES)),
                created_at=_later(parent.created_at, random),
            )
        )
    return found


def flag(
    contributions: list[Contribution], residents: list[User], agents: list[User], random: Random
) -> None:
    """Three texts that wait for the moderator, one kept and one hidden with its reason."""
    moderator = agents[-1]
    talked = [row for row in contributions if row.pk % 2] or contributions
    made = []
    for rule, text in words.UNWANTED:
        contribution = random.choice(talked)
        unwanted = Comment.objects.create(
            contribution=contribution,
            author=random.choice(residents),
            body=text,
            created_at=timezone.now() - timedelta(hours=random.uniform(3, 60)),
        )
        _count_one(contribution)
        made.append((unwanted, CharterRule(rule)))
    for number, (unwanted, rule) in enumerate(made):
        case = Case.objects.create(comment=unwanted, created_at=timezone.now() - timedelta(hours=2))
        reporters = random.sample(residents, min(len(residents), number + 1))
        Flag.objects.bulk_create(Flag(case=case, reporter=who, rule=rule) for who in reporters)
    _decided(contributions[0], residents, moderator, random)
    flagged = Case.objects.create(contribution=contributions[-1])
    Flag.objects.create(
        case=flagged,
        reporter=random.choice(residents),
        rule=CharterRule.OFF_TOPIC,
        note="Ce lieu n’est pas sur la commune, il me semble.",
    )


def _decided(
    contribution: Contribution, residents: list[User], moderator: User, random: Random
) -> None:
    author, reporter = random.sample(residents, 2)
    bad = Comment.objects.create(
        contribution=contribution,
        author=author,
        body="Celui qui propose cela n’a rien compris, qu’il reste chez lui.",
        created_at=timezone.now() - timedelta(days=6),
    )
    _count_one(contribution)
    comments.hide_comment(comment=bad, rule=CharterRule.INSULT, by=moderator)
    case = Case.objects.create(
        comment=bad,
        state=CaseState.HIDDEN,
        rule=CharterRule.INSULT,
        reason="La seconde partie de la phrase vise une personne. Vous pouvez redire votre "
        "désaccord sans elle.",
        text=bad.body,
        decided_by=moderator,
        decided_at=timezone.now() - timedelta(days=5),
        created_at=timezone.now() - timedelta(days=5, hours=7),
    )
    Flag.objects.create(case=case, reporter=reporter, rule=CharterRule.INSULT)
    kept = Comment.objects.published().filter(contribution=contribution).order_by("pk").first()
    if kept is not None:
        decided = Case.objects.create(
            comment=kept,
            state=CaseState.KEPT,
            text=kept.body,
            decided_by=moderator,
            decided_at=timezone.now() - timedelta(days=3),
            created_at=timezone.now() - timedelta(days=3, hours=2),
        )
        Flag.objects.create(case=decided, reporter=reporter, rule=CharterRule.OFF_TOPIC)


def _count_one(contribution: Contribution) -> None:
    Contribution.objects.filter(pk=contribution.pk).update(
        comment_count=contribution.comments.published().count()
    )


def _later(moment: datetime, random: Random) -> datetime:
    return moment + (timezone.now() - moment) * random.random() ** 2
