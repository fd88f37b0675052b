"""Moderation: flags hide nothing, decisions have reasons, appeals go to another person."""

from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from shared_apps.accounts.models import User
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError, Refused
from tenant_apps.comments.models import Comment
from tenant_apps.contributions.choices import CharterRule, ContributionState
from tenant_apps.moderation import actions, queries
from tenant_apps.moderation.choices import CASE_TRANSITIONS, CaseState
from tenant_apps.moderation.models import Case, Flag
from tenant_apps.notifications.models import Notification
from tenants import registry
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.comments import CommentFactory
from tests.factories.moderation import CaseFactory, FlagFactory
from tests.factories.people import one_of_each
from tests.factories.proposals import ProposalFactory
from tests.threads import run_together

REASON = "La seconde phrase vise une personne."


def moderator() -> Any:
    return UserFactory.create(roles=["moderator"])


def author_of(comment: Comment) -> User:
    assert comment.author is not None
    return comment.author


def hide(comment: Any, by: Any) -> Case:
    return actions.hide_comment(comment=comment, rule=CharterRule.INSULT, reason=REASON, by=by)


@pytest.mark.django_db
def test_no_number_of_flags_hides(city: CitySnapshot) -> None:
    idea = ProposalFactory.create()

    for person in UserFactory.create_batch(12):
        actions.flag_contribution(
            contribution=idea.contribution, rule=CharterRule.INSULT, by=person
        )

    idea.contribution.refresh_from_db()
    assert idea.contribution.state == ContributionState.PUBLISHED
    assert Case.objects.get().flags.count() == 12


def test_flags_at_once_make_one_case(committed_database: None, city: CitySnapshot) -> None:
    comment = CommentFactory.create()
    people = UserFactory.create_batch(4)

    results = run_together(
        *[
            lambda person=person: actions.flag_comment(
                comment=comment, rule=CharterRule.INSULT, by=person
            )
            for person in [*people, people[0]]
        ]
    )

    assert all(isinstance(result, Flag) for result in results)
    assert Case.objects.count() == 1
    assert Flag.objects.count() == 4


def test_two_moderators_at_once_decide_once(committed_database: None, city: CitySnapshot) -> None:
    comment = CommentFactory.create(contribution__comment_count=1)
    case = CaseFactory.create(comment=comment)
    first, second = moderator(), moderator()

    results = run_together(
        lambda: hide(comment, first),
        lambda: hide(comment, second),
        lambda: actions.keep_item(case=case, by=second),
    )

    assert 1 <= sum(isinstance(result, Case) for result in results) <= 2
    assert sum(isinstance(result, DomainError) for result in results) >= 1
    comment.refresh_from_db()
    comment.contribution.refresh_from_db()
    assert comment.contribution.comment_count == int(comment.is_published)
    live = Case.objects.live().filter(comment=comment)
    assert live.exists() is not comment.is_published


MODERATORS = ("administrator", "moderator")
STAFF_VERBS = [
    "moderation.review_cases",
    "moderation.keep_item",
    "moderation.hide_contribution",
    "moderation.hide_comment",
    "moderation.restore_item",
    "moderation.uphold_decision",
]


@pytest.mark.django_db
@pytest.mark.parametrize("verb", STAFF_VERBS)
def test_only_moderators_decide(city: CitySnapshot, verb: str) -> None:
    people = one_of_each()

    allowed = {role for role, person in people.items() if rules.allows(verb, person)}

    assert allowed == set(MODERATORS)
    assert not rules.allows(verb, AnonymousUser())


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["keep", "hide", "restore", "uphold"])
def test_residents_are_refused_by_every_decision(city: CitySnapshot, action: str) -> None:
    case = CaseFactory.create()
    person = UserFactory.create()
    calls: dict[str, Any] = {
        "keep": lambda: actions.keep_item(case=case, by=person),
        "hide": lambda: hide(case.item, person),
        "restore": lambda: actions.restore_item(case=case, by=person),
        "uphold": lambda: actions.uphold_decision(case=case, answer="Non", by=person),
    }

    with pytest.raises(Refused):
        calls[action]()


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "after"), list(product(CaseState, CaseState)))
def test_cases_follow_their_table(city: CitySnapshot, before: CaseState, after: CaseState) -> None:
    is_hidden = before in (CaseState.HIDDEN, CaseState.APPEALED, CaseState.UPHELD)
    comment = CommentFactory.create(
        contribution__comment_count=1,
        state="hidden" if is_hidden else "published",
        hidden_rule=CharterRule.INSULT if is_hidden else "",
    )
    decided_at = None if before == CaseState.FLAGGED else timezone.now()
    case = CaseFactory.create(comment=comment, state=before, decided_at=decided_at)
    judge = moderator()
    calls: dict[CaseState, Any] = {
        CaseState.KEPT: lambda: actions.keep_item(case=case, by=judge),
        CaseState.HIDDEN: lambda: hide(comment, judge),
        CaseState.APPEALED: lambda: actions.appeal_decision(
            case=case, appeal="Non", by=author_of(comment)
        ),
        CaseState.UPHELD: lambda: actions.uphold_decision(case=case, answer="Si", by=judge),
        CaseState.RESTORED: lambda: actions.restore_item(case=case, by=judge),
    }
    if after == CaseState.FLAGGED:
        return

    if after in CASE_TRANSITIONS[before]:
        assert calls[after]().state == after
    elif after == CaseState.HIDDEN and not is_hidden:
        assert calls[after]().pk != case.pk  # a case of its own: the old one is over
    else:
        with pytest.raises(DomainError):
            calls[after]()


@pytest.mark.django_db
def test_appeal_is_answered_by_another_person(city: CitySnapshot) -> None:
    first, second = moderator(), moderator()
    comment = CommentFactory.create(contribution__comment_count=1)
    case = hide(comment, first)
    actions.appeal_decision(case=case, appeal="Ce n’était pas une insulte.", by=author_of(comment))

    with pytest.raises(Refused) as caught:
        actions.restore_item(case=case, by=first)
    assert caught.value.code == "another_person_needed"
    with pytest.raises(Refused) as caught:
        actions.uphold_decision(case=case, answer="Si", by=first)
    assert caught.value.code == "another_person_needed"

    assert actions.restore_item(case=case, by=second).state == CaseState.RESTORED
    comment.refresh_from_db()
    assert comment.is_published


@pytest.mark.django_db
def test_moderators_do_not_judge_their_own_texts(city: CitySnapshot) -> None:
    author = moderator()
    comment = CommentFactory.create(author=author, contribution__comment_count=1)
    case = hide(comment, moderator())

    with pytest.raises(Refused) as refused:
        actions.restore_item(case=case, by=author)
    actions.appeal_decision(case=case, appeal="Relisez.", by=author)
    with pytest.raises(Refused):
        actions.uphold_decision(case=case, answer="Non.", by=author)

    assert refused.value.code == "own_text"


@pytest.mark.django_db
def test_only_the_author_appeals_and_once(city: CitySnapshot) -> None:
    comment = CommentFactory.create(contribution__comment_count=1)
    case = hide(comment, moderator())

    with pytest.raises(Refused):
        actions.appeal_decision(case=case, appeal="Non", by=UserFactory.create())
    actions.appeal_decision(case=case, appeal="Non", by=author_of(comment))
    with pytest.raises(Refused):
        actions.appeal_decision(case=case, appeal="Encore", by=author_of(comment))


@pytest.mark.django_db
def test_author_and_reporter_are_told_with_text_rule_and_reason(
    city: CitySnapshot, django_capture_on_commit_callbacks: Any
) -> None:
    comment = CommentFactory.create(body="Des mots durs.", contribution__comment_count=1)
    reporter = UserFactory.create()
    actions.flag_comment(comment=comment, rule=CharterRule.INSULT, by=reporter)

    with django_capture_on_commit_callbacks(execute=True):
        hide(comment, moderator())

    message = Notification.objects.get(user=comment.author)
    for words in ("Des mots durs.", REASON, str(CharterRule.INSULT.label)):
        assert words in message.body
    told = Notification.objects.get(user=reporter)
    assert "Des mots durs." not in told.body
    assert REASON not in told.body


@pytest.mark.django_db
def test_hidden_idea_leaves_the_lists_and_comes_back(city: CitySnapshot, client_of: Any) -> None:
    idea = ProposalFactory.create()
    judge = moderator()
    anyone = client_of(city)
    case = actions.hide_contribution(
        contribution=idea.contribution, rule=CharterRule.ILLEGAL, reason=REASON, by=judge
    )
    assert anyone.get(f"/ideas/{idea.pk}/").status_code == 404
    assert idea.contribution.title not in anyone.get("/ideas/?x=1").text

    actions.restore_item(case=case, by=judge)

    assert anyone.get(f"/ideas/{idea.pk}/?x=2").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_queue_needs_the_same_queries_for_all_sizes(
    city: CitySnapshot, client_of: Any, django_assert_num_queries: Any, number: int
) -> None:
    for _ in range(number):
        FlagFactory.create(case__comment__contribution=ProposalFactory.create().contribution)
    client = client_of(city, moderator())
    client.get("/manage/moderation/")

    with django_assert_num_queries(5):
        page = client.get("/manage/moderation/")

    assert page.text.count('<article class="card case"') == number


@pytest.mark.django_db
def test_moderator_works_through_the_queue(city: CitySnapshot, client_of: Any) -> None:
    idea = ProposalFactory.create(contribution__comment_count=2)
    bad, good = CommentFactory.create_batch(2, contribution=idea.contribution)
    kept = FlagFactory.create(case__comment=good).case
    FlagFactory.create(case__comment=bad)
    client = client_of(city, moderator())

    assert client.get(f"/manage/moderation/comments/{bad.pk}/hide/").status_code == 200
    empty = client.post(f"/manage/moderation/comments/{bad.pk}/hide/", {"rule": "insult"})
    assert "error-summary" in empty.text
    client.post(f"/manage/moderation/comments/{bad.pk}/hide/", {"rule": "insult", "reason": REASON})
    client.post(f"/manage/moderation/cases/{kept.pk}/keep/")

    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == ("hidden", "published")
    page = client.get("/manage/moderation/decisions/").text
    assert REASON in page
    again = client.post(
        f"/manage/moderation/comments/{bad.pk}/hide/", {"rule": "insult", "reason": REASON}
    )
    assert again.status_code == 409
    assert REASON in again.text


@pytest.mark.django_db
def test_author_appeals_in_the_browser(city: CitySnapshot, client_of: Any) -> None:
    comment = CommentFactory.create(contribution__comment_count=1)
    case = hide(comment, moderator())
    author, other = client_of(city, comment.author), client_of(city, UserFactory.create())
    second = client_of(city, moderator())

    assert other.get(f"/moderation/decisions/{case.pk}/").status_code == 404
    page = author.get(f"/moderation/decisions/{case.pk}/").text
    assert REASON in page
    author.post(f"/moderation/decisions/{case.pk}/", {"appeal": "Je visais l’idée."})
    assert "Je visais l’idée." in second.get("/manage/moderation/").text
    second.post(f"/manage/moderation/cases/{case.pk}/uphold/", {"answer": "La phrase reste dure."})

    case.refresh_from_db()
    assert case.state == CaseState.UPHELD
    assert "La phrase reste dure." in author.get(f"/moderation/decisions/{case.pk}/").text


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["contributions", "comments"])
def test_flag_in_the_browser(city: CitySnapshot, client_of: Any, kind: str) -> None:
    idea = ProposalFactory.create()
    comment = CommentFactory.create(contribution=idea.contribution)
    key = idea.pk if kind == "contributions" else comment.pk
    client = client_of(city, UserFactory.create())
    address = f"/moderation/{kind}/{key}/flag/"

    assert client.get(address).status_code == 200
    assert "error-summary" in client.post(address, {"note": "x"}).text
    assert client.post(address, {"rule": "off_topic", "note": "Ici ?"}).status_code == 302

    assert Flag.objects.get().note == "Ici ?"
    assert client_of(city).get(address).status_code == 302


@pytest.mark.django_db
def test_public_register_shows_figures_and_no_content(city: CitySnapshot, client_of: Any) -> None:
    secret = CommentFactory.create(body="Mots cachés", contribution__comment_count=1)
    hide(secret, moderator())
    actions.keep_item(case=FlagFactory.create().case, by=moderator())

    register = queries.register()
    page = client_of(city).get("/moderation/").text

    assert (register.decided, register.hidden, register.stayed) == (2, 1, 1)
    assert register.half_within is not None
    assert "Mots cachés" not in page
    assert REASON not in page


@pytest.mark.django_db
def test_today_counts_what_waits_for_moderators_only(city: CitySnapshot) -> None:
    FlagFactory.create()
    app = next(app for app in registry.city_apps() if app.label == "moderation")

    assert [entry[1] for entry in app.today(moderator())] == [1]
    assert list(app.today(UserFactory.create(roles=["reader"]))) == []
