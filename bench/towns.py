"""The cities and people that the benchmarks use."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.utils.crypto import get_random_string

from shared_apps.accounts.models import User
from shared_apps.onboarding.actions import provision_city
from tenant_apps.comments import actions as comments
from tenant_apps.proposals import actions as proposals
from tenant_apps.proposals.models import Proposal
from tenants import registry
from tenants.connection import connection
from tenants.context import city_context, control_plane
from tenants.models import City, Plan, Territory
from tenants.snapshot import CitySnapshot, snapshot_of

SLUG = "bench"
IDEAS = 50
COMMENTS = 20


def open_city(code: str, slug: str) -> CitySnapshot:
    """A city with every module, provisioned unless it exists."""
    with control_plane():
        found = City.objects.existing().filter(slug=slug).first()
        city = found or provision_city(
            territory=Territory.objects.get(kind="commune", code=code),
            slug=slug,
            plan=Plan.objects.get(code="parvis"),
            modules=[app.label for app in registry.modules()],
        )
        return snapshot_of(city)


def bench_city() -> tuple[CitySnapshot, str]:
    """A city with 50 ideas, one of them with 20 comments; its snapshot and that idea's path."""
    city = open_city("33063", SLUG)
    with city_context(city):
        if not Proposal.objects.exists():
            fill()
        idea = Proposal.objects.order_by("pk").first()
        assert idea is not None
        path = idea.contribution.get_absolute_url()
    connection.set_schema_to_public()
    return city, path


def fill() -> None:
    """Ideas and comments through the actions that residents use."""
    people = [
        User.objects.create_user(
            email=f"resident{number}@bench.test", display_name=f"Resident {number}"
        )
        for number in range(20)
    ]
    first = None
    for number in range(IDEAS):
        idea = proposals.submit_idea(
            title=f"Planter des arbres rue numéro {number}",
            body="Des arbres, de l’ombre, un banc et une fontaine. " * 12,
            by=people[number % len(people)],
        )
        first = first or idea
    assert first is not None
    for number in range(COMMENTS):
        comments.post_comment(
            contribution=first.contribution,
            body="Bonne idée, à condition de garder de la place pour les poussettes. " * 2,
            by=people[number % len(people)],
        )


def person_in(city: CitySnapshot) -> User:
    """A resident of the city."""
    with city_context(city):
        user, _created = User.objects.get_or_create(
            email="reader@bench.test", defaults={"display_name": "Reader"}
        )
        return user


def sign_in(city: CitySnapshot, user: User) -> str:
    """A cookie header of a session of that person."""
    with city_context(city):
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        token = f"{settings.CSRF_COOKIE_NAME}={get_random_string(32)}"  # as a browser has it
        return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {token}"
