"""Comments in the browser: texts are kept, escaped, and nobody reaches those of others."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tenant_apps.comments.models import Comment
from tenant_apps.contributions.choices import CharterRule
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.comments import CommentFactory, reply_to
from tests.factories.processes import PhaseFactory, ProcessFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
ATTACK = '<script>alert(1)</script><img src=x onerror="alert(1)">'


def test_post_comment_publishes_and_leads_to_it(city: CitySnapshot, client_of: Any) -> None:
    idea = ProposalFactory.create()
    client = client_of(city, UserFactory.create())

    answer = client.post(f"/comments/on/{idea.pk}/", {"body": "Oui", "alignment": "for"})

    comment = Comment.objects.get()
    assert answer["Location"] == f"/ideas/{idea.pk}/#comment-{comment.pk}"
    assert comment.alignment == "for"
    page = client.get(f"/ideas/{idea.pk}/")
    assert f'id="comment-{comment.pk}"' in page.text


def test_post_comment_signed_out_asks_to_sign_in(city: CitySnapshot, client_of: Any) -> None:
    idea = ProposalFactory.create()

    answer = client_of(city).post(f"/comments/on/{idea.pk}/", {"body": "Oui"})

    assert answer.status_code == 302
    assert not Comment.objects.exists()


@pytest.mark.parametrize("body", ["", "  ", "x" * 3001])
def test_post_comment_shows_what_is_wrong_and_keeps_the_text(
    city: CitySnapshot, client_of: Any, body: str
) -> None:
    idea = ProposalFactory.create()
    client = client_of(city, UserFactory.create())

    answer = client.post(f"/comments/on/{idea.pk}/", {"body": body, "alignment": "for"})

    assert answer.status_code == 200
    assert "error-summary" in answer.text
    assert body.strip() in answer.text
    assert not Comment.objects.exists()


def test_post_comment_after_the_phase_keeps_the_text(city: CitySnapshot, client_of: Any) -> None:
    process = ProcessFactory.create()
    now = timezone.now()
    PhaseFactory.create(
        process=process,
        kind="proposals.submission",
        starts_at=now - timedelta(days=2),
        ends_at=now - timedelta(days=1),
    )
    idea = ProposalFactory.create(contribution__process=process)
    client = client_of(city, UserFactory.create())

    answer = client.post(f"/comments/on/{idea.pk}/", {"body": "Un long texte à garder."})

    assert answer.status_code == 409
    assert "Un long texte à garder." in answer.text
    assert not Comment.objects.exists()


def test_reply_form_by_htmx_is_a_fragment(city: CitySnapshot, client_of: Any) -> None:
    comment = CommentFactory.create(contribution=ProposalFactory.create().contribution)
    client = client_of(city, UserFactory.create())
    address = f"/comments/on/{comment.contribution_id}/?parent={comment.pk}"

    page = client.get(address)
    fragment = client.get(address, headers={"HX-Request": "true"})

    assert "<html" in page.text
    assert "<html" not in fragment.text
    assert 'name="alignment"' not in fragment.text
    assert client.post(address, {"body": "Réponse"}).status_code == 302
    assert Comment.objects.get(parent=comment).depth == 2


@pytest.mark.parametrize("parent", ["foreign", "0", "x", "99999999999999999999", "-1"])
def test_reply_to_a_forged_parent_is_not_found(
    city: CitySnapshot, client_of: Any, parent: str
) -> None:
    idea = ProposalFactory.create()
    foreign = CommentFactory.create()
    key = str(foreign.pk) if parent == "foreign" else parent
    client = client_of(city, UserFactory.create())

    answer = client.post(f"/comments/on/{idea.pk}/?parent={key}", {"body": "Réponse"})

    assert answer.status_code == 404


def test_reply_deeper_than_three_keeps_the_text(city: CitySnapshot, client_of: Any) -> None:
    root = CommentFactory.create(contribution=ProposalFactory.create().contribution)
    deep = reply_to(reply_to(root))
    client = client_of(city, UserFactory.create())

    answer = client.post(
        f"/comments/on/{deep.contribution_id}/?parent={deep.pk}", {"body": "Trop profond"}
    )

    assert answer.status_code == 409
    assert "Trop profond" in answer.text


@pytest.mark.parametrize("verb", ["edit", "withdraw"])
def test_comments_of_others_are_not_found(city: CitySnapshot, client_of: Any, verb: str) -> None:
    comment = CommentFactory.create(contribution=ProposalFactory.create().contribution)
    client = client_of(city, UserFactory.create(roles=["administrator"]))

    answer = client.post(f"/comments/{comment.pk}/{verb}/", {"body": "Autre"})

    assert answer.status_code == 404


def test_edit_comment_after_the_window_keeps_the_text(city: CitySnapshot, client_of: Any) -> None:
    author = UserFactory.create()
    comment = CommentFactory.create(
        contribution=ProposalFactory.create().contribution,
        author=author,
        created_at=timezone.now() - timedelta(minutes=16),
    )
    client = client_of(city, author)

    answer = client.post(f"/comments/{comment.pk}/edit/", {"body": "Mieux dit"})

    assert answer.status_code == 409
    assert "Mieux dit" in answer.text
    comment.refresh_from_db()
    assert comment.edited_at is None


def test_edit_and_withdraw_own_comment(city: CitySnapshot, client_of: Any) -> None:
    author = UserFactory.create()
    idea = ProposalFactory.create(contribution__comment_count=1)
    comment = CommentFactory.create(contribution=idea.contribution, author=author)
    client = client_of(city, author)

    assert client.get(f"/comments/{comment.pk}/edit/").status_code == 200
    assert client.post(f"/comments/{comment.pk}/edit/", {"body": "Mieux"}).status_code == 302
    assert "Mieux" in client.get(f"/ideas/{idea.pk}/").text
    assert client.get(f"/comments/{comment.pk}/withdraw/").status_code == 200
    assert client.post(f"/comments/{comment.pk}/withdraw/").status_code == 302

    page = client.get(f"/ideas/{idea.pk}/").text
    assert "Mieux" not in page
    assert f'id="comment-{comment.pk}"' in page


def test_texts_are_escaped(city: CitySnapshot, client_of: Any) -> None:
    idea = ProposalFactory.create()
    CommentFactory.create(
        contribution=idea.contribution, body=ATTACK, author__display_name=ATTACK[:60]
    )

    page = client_of(city, UserFactory.create()).get(f"/ideas/{idea.pk}/").text

    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_hidden_comment_shows_its_rule_and_no_text(city: CitySnapshot, client_of: Any) -> None:
    idea = ProposalFactory.create()
    CommentFactory.create(
        contribution=idea.contribution,
        body="Des mots cachés",
        state="hidden",
        hidden_rule=CharterRule.ADVERTISING,
        author__display_name="Auteur caché",
    )

    page = client_of(city).get(f"/ideas/{idea.pk}/").text

    assert "Des mots cachés" not in page
    assert "Auteur caché" not in page
    assert str(CharterRule.ADVERTISING.label) in page
