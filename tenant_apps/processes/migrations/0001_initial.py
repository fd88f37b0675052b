"""Tables of processes and phases."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Process",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.CharField(max_length=80, verbose_name="address")),
                ("title", models.CharField(max_length=140, verbose_name="title")),
                (
                    "question",
                    models.CharField(
                        blank=True, max_length=240, verbose_name="what is being decided"
                    ),
                ),
                ("summary", models.TextField(blank=True, max_length=600, verbose_name="summary")),
                (
                    "easy_summary",
                    models.TextField(blank=True, max_length=600, verbose_name="in easy words"),
                ),
                (
                    "description",
                    models.TextField(blank=True, max_length=20000, verbose_name="description"),
                ),
                ("area", models.CharField(blank=True, max_length=80, verbose_name="area")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "published"),
                            ("archived", "archived"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("public", "everyone"),
                            ("unlisted", "everyone who has the address"),
                        ],
                        default="public",
                        max_length=10,
                        verbose_name="who can see it",
                    ),
                ),
                ("template", models.CharField(blank=True, max_length=60)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "process",
                "verbose_name_plural": "processes",
                "indexes": [
                    models.Index(fields=["state", "-published_at"], name="process_state_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("slug",), name="process_slug_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="process_published_has_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                (
                    "description",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what happens in this phase"
                    ),
                ),
                (
                    "outcome",
                    models.TextField(blank=True, max_length=2000, verbose_name="what came of it"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("starts_at", models.DateTimeField(verbose_name="opens")),
                ("ends_at", models.DateTimeField(verbose_name="closes")),
                ("rule_options", models.JSONField(blank=True, default=dict)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phases",
                        to="processes.process",
                    ),
                ),
            ],
            options={
                "verbose_name": "phase",
                "verbose_name_plural": "phases",
                "indexes": [models.Index(fields=["starts_at", "ends_at"], name="phase_dates_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="phase_ends_after",
                    )
                ],
            },
        ),
    ]
