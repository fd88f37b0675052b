"""Questionnaires, questions and results as JSON."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tenant_apps.consultations.models import Choice, Question, Questionnaire
from tenant_apps.consultations.queries.results import Row, Summary
from tenants.context import current_city


class ChoiceSerializer(serializers.ModelSerializer[Choice]):
    """An answer to choose from."""

    class Meta:
        model = Choice
        fields = ("code", "label")
        read_only_fields = fields


class QuestionSerializer(serializers.ModelSerializer[Question]):
    """A question with what bounds its answers."""

    choices = ChoiceSerializer(many=True, read_only=True, source="ordered_choices")

    class Meta:
        model = Question
        fields = (
            "code",
            "kind",
            "label",
            "help_text",
            "is_required",
            "choices",
            "most_choices",
            "low_label",
            "high_label",
            "unit",
            "minimum",
            "maximum",
        )
        read_only_fields = fields


class QuestionnaireSerializer(serializers.ModelSerializer[Questionnaire]):
    """A questionnaire; `status` is draft, upcoming, open, closed or published."""

    process = serializers.CharField(source="process.slug", default=None, read_only=True)
    status = serializers.CharField(read_only=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Questionnaire
        fields = (
            "slug",
            "title",
            "intro",
            "process",
            "status",
            "question_count",
            "answer_count",
            "results_published_at",
            "url",
        )
        read_only_fields = fields

    def get_url(self, questionnaire: Questionnaire) -> str:
        """Its page on the portal."""
        return f"{current_city().origin}{questionnaire.get_absolute_url()}"


class QuestionnaireDetailSerializer(QuestionnaireSerializer):
    """With its questions."""

    questions = QuestionSerializer(many=True, read_only=True, source="ordered_questions")

    class Meta(QuestionnaireSerializer.Meta):
        fields: tuple[str, ...] = (*QuestionnaireSerializer.Meta.fields, "questions")  # type: ignore[assignment]
        read_only_fields = fields  # type: ignore[assignment]


class RowSerializer(serializers.Serializer[Row]):
    """How many people gave an answer; `share` is of those who answered the question."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField()
    share = serializers.FloatField()


class SummarySerializer(serializers.Serializer[Summary]):
    """What the answers to a question add up to.

    Where fewer than five people answered, and for free texts, there are no `rows`.
    """

    code = serializers.CharField(source="question.code")
    label = serializers.CharField(source="question.label")  # type: ignore[assignment]
    kind = serializers.CharField(source="question.kind")
    answered = serializers.IntegerField()
    average = serializers.SerializerMethodField()
    median = serializers.SerializerMethodField()
    rows = serializers.SerializerMethodField()

    def get_average(self, summary: Summary) -> float | None:
        """Of numbers and scales."""
        hidden = summary.is_too_small or summary.average is None
        return None if hidden else round(float(summary.average or 0), 3)

    def get_median(self, summary: Summary) -> float | None:
        """Of numbers and scales."""
        hidden = summary.is_too_small or summary.median is None
        return None if hidden else float(summary.median or 0)

    @extend_schema_field(RowSerializer(many=True))
    def get_rows(self, summary: Summary) -> list[dict[str, object]]:
        """Counts by answer."""
        if summary.is_too_small:
            return []
        return [dict(RowSerializer(row).data) for row in summary.rows]


class ResultsSerializer(serializers.Serializer[Questionnaire]):
    """Published results of a questionnaire."""

    slug = serializers.CharField()
    title = serializers.CharField()
    conclusion = serializers.CharField()
    answer_count = serializers.IntegerField()
    results_published_at = serializers.DateTimeField()
    questions = SummarySerializer(many=True, source="summaries")
