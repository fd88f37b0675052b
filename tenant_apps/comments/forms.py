"""What a comment is written with."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tenant_apps.comments.choices import Alignment
from tenant_apps.comments.models import Comment
from tenant_apps.comments.queries import Thread


class PostCommentForm(forms.ModelForm[Comment]):
    """A comment and what it says of the contribution; a reply has no opinion of its own."""

    class Meta:
        model = Comment
        fields = ("alignment", "body")
        labels = {"body": _("Your comment"), "alignment": _("What do you think of it?")}
        widgets = {
            "body": forms.Textarea(attrs={"rows": 4}),
            "alignment": forms.RadioSelect(),
        }

    def __init__(self, *args: Any, is_reply: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alignment = self.fields["alignment"]
        if is_reply:
            del self.fields["alignment"]
            self.fields["body"].label = _("Your reply")
        else:
            alignment.choices = [  # type: ignore[attr-defined]
                (value, capfirst(str(label))) for value, label in Alignment.choices
            ]
            alignment.required = False

    def clean_alignment(self) -> str:
        """Neutral where nothing was chosen."""
        return self.cleaned_data["alignment"] or Alignment.NEUTRAL


def with_form(thread: Thread) -> Thread:
    """The discussion with an empty form on top, for a reader who may comment."""
    return replace(thread, form=PostCommentForm()) if thread.refusal is None else thread


class EditCommentForm(forms.ModelForm[Comment]):
    """The words of a comment."""

    class Meta:
        model = Comment
        fields = ("body",)
        labels = {"body": _("Your comment")}
        widgets = {"body": forms.Textarea(attrs={"rows": 6})}
