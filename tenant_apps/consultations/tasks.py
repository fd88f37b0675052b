"""What actions put off: telling people what became of their answers."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from tenant_apps.consultations.models import Answer, Questionnaire
from tenant_apps.notifications import actions as notifications
from tenant_apps.notifications.models import Notification
from tenants.tasks import background

KIND = "consultations.publish_results"


@background(lane="bulk")
def tell_respondents(*, questionnaire_id: int) -> None:
    """Tell everybody who answered that the results are public; nobody twice."""
    questionnaire = Questionnaire.objects.filter(
        pk=questionnaire_id, results_published_at__isnull=False
    ).first()
    if questionnaire is None:
        return
    url = questionnaire.results_url
    told = Notification.objects.filter(kind=KIND, url=url).values("user_id")
    authors = Answer.objects.filter(questionnaire=questionnaire, author__isnull=False)
    people = User.objects.filter(is_active=True, pk__in=authors.values("author_id"))
    notifications.notify_each(
        users=people.exclude(pk__in=told).order_by("pk").iterator(),
        kind=KIND,
        title=format_lazy(_("Results: {title}"), title=questionnaire.title),
        body=_(
            "You answered this questionnaire. Its results are published: see what residents said"
            " and what the town retains."
        ),
        url=url,
    )
