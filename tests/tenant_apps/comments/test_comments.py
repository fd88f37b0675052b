"""Comments: depth, edit window, counters under races, moderation's traces, opinions."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from shared_apps.accounts.models import User
from shared_apps.permissions import rules
from shared_apps.permissions.errors import Refused
from tenant_apps.comments import actions, queries
from tenant_apps.comments.choices import COMMENT_TRANSITIONS, Alignment, CommentState
from tenant_apps.comments.models import Comment
from tenant_apps.contributions.choices import CharterRule, ContributionState
from tenant_apps.contributions.models import Contribution
from tenant_apps.notifications.models import Notification
from tenants import registry
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.comments import CommentFactory, reply_to
from tests.factories.contributions import ContributionFactory
from tests.factories.processes import PhaseFactory, ProcessFactory
from tests.threads import run_together


def post(contribution: Contribution, by: User, **fields: Any) -> Comment:
    return actions.post_comment(
        contribution=contribution, by=by, **{"body": "Un commentaire.", **fields}
    )


def count_of(contribution: Contribution) -> int:
    contribution.refresh_from_db()
    return contribution.comment_count


def test_comments_at_once_are_all_counted(committed_database: None, city: CitySnapshot) -> None:
    contribution, person = ContributionFactory.create(), UserFactory.create()

    results = run_together(*[lambda: post(contribution, person) for _ in range(8)])

    assert all(isinstance(result, Comment) for result in results)
    assert count_of(contribution) == Comment.objects.count() == 8


def test_withdrawing_and_hiding_at_once_count_once(
    committed_database: None, city: CitySnapshot
) -> None:
    contribution = ContributionFactory.create()
    person = UserFactory.create()
    comment = post(contribution, person)
    post(contribution, person)

    results = run_together(
        lambda: actions.withdraw_comment(comment=comment, by=person),
        lambda: actions.hide_comment(comment=comment, rule=CharterRule.INSULT, by=person),
        lambda: post(contribution, person),
    )

    assert sum(isinstance(result, Exception) for result in results) == 1
    assert count_of(contribution) == Comment.objects.published().count() == 2


@pytest.mark.django_db
def test_replies_stop_at_the_third_level(city: CitySnapshot) -> None:
    contribution, person = ContributionFactory.create(), UserFactory.create()

    first = post(contribution, person, alignment=Alignment.FOR)
    second = post(contribution, person, parent=first, alignment=Alignment.AGAINST)
    third = post(contribution, person, parent=second)

    assert [row.depth for row in (first, second, third)] == [1, 2, 3]
    assert second.alignment == Alignment.NEUTRAL
    with pytest.raises(actions.ThreadTooDeep):
        post(contribution, person, parent=third)


@pytest.mark.django_db
def test_reply_to_a_comment_from_elsewhere_is_refused(city: CitySnapshot) -> None:
    foreign = CommentFactory.create()

    with pytest.raises(actions.ParentGone):
        post(ContributionFactory.create(), UserFactory.create(), parent=foreign)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [CommentState.WITHDRAWN, CommentState.HIDDEN])
def test_reply_to_what_cannot_be_read_is_refused(city: CitySnapshot, state: CommentState) -> None:
    rule = CharterRule.INSULT if state == CommentState.HIDDEN else ""
    parent = CommentFactory.create(state=state, hidden_rule=rule)

    with pytest.raises(actions.ParentGone):
        post(parent.contribution, UserFactory.create(), parent=parent)


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "after"), list(product(CommentState, CommentState)))
def test_life_cycle_follows_its_table(
    city: CitySnapshot, before: CommentState, after: CommentState
) -> None:
    author = UserFactory.create()
    rule = CharterRule.INSULT if before == CommentState.HIDDEN else ""
    comment = CommentFactory.create(author=author, state=before, hidden_rule=rule)
    Contribution.objects.update(comment_count=1)
    moves = {
        CommentState.WITHDRAWN: lambda: actions.withdraw_comment(comment=comment, by=author),
        CommentState.HIDDEN: lambda: actions.hide_comment(
            comment=comment, rule=CharterRule.INSULT, by=author
        ),
        CommentState.PUBLISHED: lambda: actions.restore_comment(comment=comment, by=author),
    }

    if after in COMMENT_TRANSITIONS[before]:
        assert moves[after]().state == after
    else:
        with pytest.raises((actions.WrongCommentState, Refused)):
            moves[after]()


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "code"), [(14, None), (15, "edit_window_over")])
def test_edit_comment_within_fifteen_minutes(
    city: CitySnapshot, minutes: int, code: str | None
) -> None:
    author = UserFactory.create()
    comment = CommentFactory.create(author=author)

    with time_machine.travel(comment.created_at + timedelta(minutes=minutes), tick=False):
        refusal = rules.check("comments.edit_comment", author, comment)
        if code is None:
            assert actions.edit_comment(comment=comment, body="Autre", by=author).edited_at

    assert (refusal.code if refusal else None) == code


MAY = {
    # who: (post, edit the author's, withdraw the author's)
    "author": (True, True, True),
    "resident": (True, False, False),
    "moderator": (True, False, False),
    "inactive": (False, False, False),
    "signed out": (False, False, False),
}


@pytest.mark.django_db
@pytest.mark.parametrize("who", MAY)
def test_who_may_comment(city: CitySnapshot, who: str) -> None:
    author = UserFactory.create()
    comment = CommentFactory.create(author=author)
    person = {
        "author": author,
        "resident": UserFactory.create(),
        "moderator": UserFactory.create(roles=["moderator"]),
        "inactive": UserFactory.create(is_active=False),
        "signed out": AnonymousUser(),
    }[who]

    found = (
        rules.allows("comments.post_comment", person, comment.contribution),
        rules.allows("comments.edit_comment", person, comment),
        rules.allows("comments.withdraw_comment", person, comment),
    )

    assert found == MAY[who]


@pytest.mark.django_db
def test_comments_close_with_the_phase_and_can_still_be_read(city: CitySnapshot) -> None:
    process = ProcessFactory.create()
    now = timezone.now()
    PhaseFactory.create(
        process=process,
        kind="proposals.answer",
        starts_at=now - timedelta(days=9),
        ends_at=now - timedelta(days=1),
    )
    contribution = ContributionFactory.create(process=process)
    comment = CommentFactory.create(contribution=contribution)
    person = UserFactory.create()

    thread = queries.thread(contribution, user=person)

    assert thread.refusal is not None
    assert thread.refusal.code == "phase_closed"
    assert [entry.comment for entry in thread.entries] == [comment]
    assert not thread.entries[0].may_reply
    with pytest.raises(Refused):
        post(contribution, person)


@pytest.mark.django_db
def test_opinions_count_each_person_once_by_the_latest(city: CitySnapshot) -> None:
    contribution = ContributionFactory.create()
    changed, fan, calm = UserFactory.create_batch(3)
    earlier = timezone.now() - timedelta(days=1)
    make = CommentFactory.create
    make(contribution=contribution, author=changed, alignment="for", created_at=earlier)
    make(contribution=contribution, author=changed, alignment="against")
    for _ in range(3):
        make(contribution=contribution, author=fan, alignment="for")
    make(contribution=contribution, author=calm)
    make(
        contribution=contribution,
        author=calm,
        alignment="against",
        state="hidden",
        hidden_rule=CharterRule.INSULT,
    )

    thread = queries.thread(contribution, user=AnonymousUser())

    assert (thread.for_count, thread.against_count) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3, 20])
def test_thread_needs_four_queries_whatever_its_size(
    city: CitySnapshot, django_assert_num_queries: Any, number: int
) -> None:
    contribution = ContributionFactory.create()
    for _ in range(number):
        reply_to(reply_to(CommentFactory.create(contribution=contribution)))
    person = UserFactory.create()

    with django_assert_num_queries(4):
        thread = queries.thread(contribution, user=person)

    assert len(thread.entries) == number * 3
    assert [entry.indent for entry in thread.entries[:3]] == [0, 1, 2]


@pytest.mark.django_db
def test_thread_orders_and_pages(city: CitySnapshot) -> None:
    contribution = ContributionFactory.create()
    now = timezone.now()
    comments = [
        CommentFactory.create(contribution=contribution, created_at=now - timedelta(minutes=age))
        for age in range(23, 0, -1)
    ]

    newest = queries.thread(contribution, user=AnonymousUser())
    last = queries.thread(contribution, user=AnonymousUser(), page=2)
    oldest = queries.thread(contribution, user=AnonymousUser(), order="oldest")
    odd = queries.thread(contribution, user=AnonymousUser(), page="x", order="x")

    assert [entry.comment for entry in newest.entries] == comments[:2:-1]
    assert [entry.comment for entry in last.entries] == comments[2::-1]
    assert oldest.entries[0].comment == comments[0]
    assert odd.order == "newest"
    assert queries.page_of(comments[0]) == 2
    assert queries.page_of(reply_to(comments[-1])) == 1


@pytest.mark.django_db(transaction=False)
def test_authors_are_told_once(city: CitySnapshot, django_capture_on_commit_callbacks: Any) -> None:
    author, commenter, replier = UserFactory.create_batch(3)
    contribution = ContributionFactory.create(author=author)
    with django_capture_on_commit_callbacks(execute=True):
        comment = post(contribution, commenter)
    with django_capture_on_commit_callbacks(execute=True):
        post(contribution, replier, parent=comment)
    with django_capture_on_commit_callbacks(execute=True):
        post(contribution, author)

    told = list(
        Notification.objects.filter(kind="comments.post_comment")
        .order_by("pk")
        .values_list("user_id", flat=True)
    )

    assert told == [author.pk, commenter.pk, author.pk]


@pytest.mark.django_db
def test_nobody_comments_on_what_is_hidden(city: CitySnapshot) -> None:
    contribution = ContributionFactory.create(
        state=ContributionState.HIDDEN, hidden_rule=CharterRule.INSULT
    )

    with pytest.raises(Refused):
        post(contribution, UserFactory.create())


@pytest.mark.django_db
def test_erase_person_leaves_comments_without_name(city: CitySnapshot) -> None:
    person = UserFactory.create()
    kept = CommentFactory.create(author=person)
    gone = CommentFactory.create(author=person, state=CommentState.WITHDRAWN)
    app = next(app for app in registry.city_apps() if app.label == "comments")

    assert len(app.person_data(person)["comments"]) == 2
    app.erase_person(person)

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.author, gone.body) == (None, "")
    assert kept.body
