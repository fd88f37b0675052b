"""Questionnaires for other programs: listed ones only, read only."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.generics import ListAPIView, RetrieveAPIView

from shared_apps.web.api import ReadOnly
from tenant_apps.consultations.models import Questionnaire
from tenant_apps.consultations.queries import results
from tenant_apps.consultations.serializers import (
    QuestionnaireDetailSerializer,
    QuestionnaireSerializer,
    ResultsSerializer,
)


class QuestionnaireListView(ListAPIView[Questionnaire]):
    """Open ones first, then upcoming, then finished."""

    permission_classes = (ReadOnly,)
    serializer_class = QuestionnaireSerializer

    def get_queryset(self) -> QuerySet[Questionnaire]:
        """Listed questionnaires with their dates."""
        return Questionnaire.objects.listed().ranked(timezone.now()).with_process()


class QuestionnaireView(RetrieveAPIView[Questionnaire]):
    """One questionnaire with its questions, by its slug."""

    permission_classes = (ReadOnly,)
    serializer_class = QuestionnaireDetailSerializer
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Questionnaire]:
        """Listed questionnaires with dates and questions."""
        return Questionnaire.objects.listed().with_process().with_questions()


class ResultsView(QuestionnaireView):
    """Published results of a questionnaire; 404 before they are published."""

    serializer_class = ResultsSerializer  # type: ignore[assignment]

    def get_object(self) -> Questionnaire:
        """The questionnaire with what its answers add up to."""
        found = super().get_object()
        if found.results_published_at is None:
            raise NotFound(_("The results are not published yet."))
        found.summaries = results.summaries(found)  # type: ignore[attr-defined]
        return found
