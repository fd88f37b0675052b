"""Forms: label, hint, control and error belong together."""

from typing import Any

from django import forms

from shared_apps.ui.forms import ChoiceTiles, ColorInput, MoneyInput, PicturePicker, Tile
from tests.shared_apps.ui.conftest import squeezed


class IdeaForm(forms.Form):
    """A form of several kinds of fields."""

    title = forms.CharField(label="Title", help_text="In a few words", max_length=80)
    text = forms.CharField(label="Text", widget=forms.Textarea, required=False)
    cost = forms.IntegerField(label="Cost", widget=MoneyInput())
    theme = forms.ChoiceField(
        label="Theme", widget=ChoiceTiles, choices=[("a", Tile("Nature", "Trees", "map"))]
    )
    when = forms.ChoiceField(label="When", choices=[("m", "Morning")], widget=forms.RadioSelect)
    color = forms.CharField(label="Color", widget=ColorInput(), required=False)
    picture = forms.FileField(label="Picture", widget=PicturePicker(), required=False)
    agree = forms.BooleanField(label="I agree")


def test_form_renders_our_markup() -> None:
    html = squeezed(str(IdeaForm()))

    assert html.count('class="field') == 8
    assert '<label for="id_title">Title</label>' in html
    assert 'aria-describedby="id_title_helptext"' in html
    assert 'id="id_title_helptext">In a few words' in html
    assert "optional" in html
    assert 'class="tile"' in html
    assert "<small>Trees</small>" in html
    assert "style=" not in html


def test_error_is_tied_to_its_field() -> None:
    html = squeezed(IdeaForm({"title": ""})["title"].as_field_group())

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html


def test_error_of_a_group_is_tied_to_its_fieldset() -> None:
    html = squeezed(IdeaForm({})["when"].as_field_group())

    assert '<fieldset class="field has-error" aria-describedby="id_when_error"' in html


def test_value_is_kept_and_escaped_after_an_error() -> None:
    html = str(IdeaForm({"title": '"><script>'}))

    assert 'value="&quot;&gt;&lt;script&gt;"' in html


def test_error_summary_links_to_fields(render: Any) -> None:
    html = render("{% error_summary form %}", form=IdeaForm({"title": "x"}))

    assert 'href="#id_cost"' in html
    assert 'role="alert"' in html


def test_error_summary_of_a_good_form_is_nothing(render: Any) -> None:
    assert render("{% error_summary form %}", form=IdeaForm()) == ""


def test_field_takes_label_hint_and_kind_from_the_page(render: Any) -> None:
    html = render(
        '{% field form.when label="Your time" hint="Choose" kind="tiles" %}', form=IdeaForm()
    )

    assert "<legend>Your time</legend>" in html
    assert "Choose</div>" in html
    assert 'class="tile"' in html


def test_errors_of_the_whole_form_are_announced() -> None:
    form = IdeaForm({})
    form.add_error(None, "Too late")

    assert 'role="alert"' in str(form.non_field_errors())
