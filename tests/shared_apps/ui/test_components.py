"""Components render with little, keep what the visitor chose, and escape what people wrote."""

from datetime import date
from typing import Any

import pytest
from django.core.paginator import Paginator

from shared_apps.ui.navigation import Bar, Crumb, NavItem, Step

Render = Any
LEAST = [
    '{% icon "vote" %}',
    '{% button "Go" %}',
    '{% chip "Open" %}',
    '{% tag "Nature" %}',
    '{% avatar "Zoé" %}',
    "{% time None %}",
    "{% card %}{% endcard %}",
    '{% process_card "Title" "/" %}',
    '{% section "Title" %}x{% endsection %}',
    '{% hero "Title" %}{% endhero %}',
    "{% grid %}{% endgrid %}",
    "{% columns %}{% endcolumns %}",
    '{% accordion "Title" %}x{% endaccordion %}',
    '{% dialog "d" "Title" %}x{% enddialog %}',
    "{% banner %}x{% endbanner %}",
    '{% empty_state "Nothing" %}{% endempty_state %}',
    '{% stats %}{% stat 3 "things" %}{% endstats %}',
    "{% definition_list rows %}",
    '{% copy_button "x" %}',
    "{% action_bar %}x{% endaction_bar %}",
    "{% breadcrumb crumbs %}",
    "{% tabs items %}",
    "{% language_switch %}",
    "{% account_menu %}",
    "{% messages_region %}",
    "{% table %}<tr><td>x</td></tr>{% endtable %}",
    '<table><tr>{% sort_header "Name" "name" %}</tr></table>',
    "{% sort_menu options %}",
    "{% filter_panel %}x{% endfilter_panel %}",
    "{% search_form %}",
    "{% bulk_bar %}x{% endbulk_bar %}",
    "{% timeline steps %}",
    '{% progress 1 2 "Part" %}',
    '{% meter 1 2 "Part" %}',
    '{% for_against "opinion" 0 0 %}',
    '{% support_button 0 False "/" %}',
    '{% comment_thread "Talk" %}x{% endcomment_thread %}',
    '{% comment_item "Ann" day "text" %}{% endcomment_item %}',
    '{% answer_box "Town" day %}x{% endanswer_box %}',
    '{% agenda %}{% agenda_item day "Meeting" %}{% endagenda %}',
    '{% bar_chart bars "Title" %}',
    '{% bar_chart rows "Title" %}',
    '{% column_chart columns "Title" %}',
    '{% sparkline numbers "Rising" %}',
    '{% fieldset "Legend" %}x{% endfieldset %}',
    "{% form_actions %}x{% endform_actions %}",
    "{% nav_list 'items' %}",
]


def least() -> dict[str, Any]:
    return {
        "rows": [("Term", 3)],
        "crumbs": [Crumb("Home", "/"), ("Here", "")],
        "items": [NavItem("All", "/")],
        "options": [("new", "Newest")],
        "steps": [Step("Vote")],
        "day": date(2026, 11, 29),
        "bars": [Bar("Center", 0)],
        "columns": [("Nov", 0), ("Dec", (1, 2))],
        "numbers": [],
    }


@pytest.mark.parametrize("source", LEAST)
def test_component_renders_with_optional_values_left_out(render: Render, source: str) -> None:
    html = render(source, **least())

    assert "None" not in html
    assert "style=" not in html


HOSTILE = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "source",
    [
        "{% button text href=text icon=text title=text %}",
        "{% chip text text %}",
        "{% tag text href=text %}",
        "{% icon 'vote' label=text %}",
        "{% process_card text text summary=text chip_text=text kind=text foot=text action=text %}",
        "{% hero text lead=text eyebrow=text %}{% endhero %}",
        "{% stat text text note=text %}",
        "{% comment_item text day text badge=text %}{% endcomment_item %}",
        "{% search_form value=text label=text placeholder=text %}",
        "{% empty_state text text=text action_label=text action_url=text %}{% endempty_state %}",
        "{% sparkline numbers text %}",
        "{% copy_button text %}",
    ],
)
def test_component_escapes_what_people_wrote(render: Render, source: str) -> None:
    html = render(source, text=HOSTILE, **least())

    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_button_is_a_link_or_a_button(render: Render) -> None:
    assert render('{% button "Go" href="/x" kind="quiet" %}').startswith(
        '<a class="button quiet" href="/x"'
    )
    assert render('{% button "Go" hx_post="/x" %}') == (
        '<button class="button" type="submit" hx-post="/x">Go</button>'
    )


def test_disabled_button_says_why_and_stays_in_reach(render: Render) -> None:
    html = render('{% button "Add" href="/x" disabled_reason="Too dear" %}')

    assert 'aria-disabled="true"' in html
    assert "Too dear</span>" in html
    assert "href" not in html
    assert " disabled" not in html


def test_pagination_keeps_what_the_visitor_chose(render: Render) -> None:
    page = Paginator(range(100), 10).get_page(2)

    html = render("{% pagination page %}", path="/?q=parc&sort=new&page=2", page=page)

    assert 'href="?q=parc&amp;sort=new&amp;page=3" rel="next"' in html
    assert 'href="?q=parc&amp;sort=new" rel="prev"' in html
    assert 'aria-current="page"' in html


def test_pagination_of_one_page_is_nothing(render: Render) -> None:
    page = Paginator(range(3), 10).get_page(1)

    assert render("{% pagination page %}", page=page) == ""


def test_sort_header_turns_the_order_round_and_leaves_the_page(render: Render) -> None:
    html = render('{% sort_header "Name" "name" %}', path="/?q=a&sort=name&page=4")

    assert 'href="?q=a&amp;sort=-name"' in html
    assert 'aria-sort="ascending"' in html


def test_query_changes_and_removes(render: Render) -> None:
    html = render("{% query page=2 sort=None %}", path="/?sort=new&tag=a&tag=b")

    assert html == "?tag=a&amp;tag=b&amp;page=2"


def test_timeline_says_states_in_words(render: Render) -> None:
    html = render(
        "{% timeline steps %}", steps=[Step("Ideas", state="done"), Step("Vote", state="now")]
    )

    assert 'aria-current="step"' in html
    assert html.count("visually-hidden") == 2


def test_meter_says_what_is_left(render: Render) -> None:
    html = render('{% meter 95000 200000 "Part" id="m" %}')

    assert "105\u00a0000\u00a0€" in html
    assert 'data-spent="95000" data-total="200000"' in html


def test_bar_chart_is_the_table_of_its_numbers(render: Render) -> None:
    html = render('{% bar_chart bars "Voters" %}', bars=[Bar("Center", 50), Bar("West", 25)])

    assert '<th scope="row">West</th>' in html
    assert 'width="50.0%"' in html


def test_account_menu_offers_sign_in_and_comes_back(render: Render) -> None:
    html = render("{% account_menu %}", path="/ideas/?page=2")

    assert "?next=/ideas/%3Fpage%3D2" in html


def test_language_switch_comes_back_here(render: Render) -> None:
    html = render("{% language_switch %}", path="/ideas/?page=2")

    assert 'href="/language/en/?next=/ideas/%3Fpage%3D2"' in html
    assert 'lang="en"' in html
