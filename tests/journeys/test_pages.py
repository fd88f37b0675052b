"""Every main page: no violation of WCAG 2.2 AA in either color scheme, no sideways scroll."""

import pytest

from tests.journeys.accessibility import problems_of
from tests.journeys.browsing import Windows, shoot
from tests.journeys.places import PLACES, Place, visit


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_page_is_accessible_and_fits_every_screen(windows: Windows, place: Place) -> None:
    page = visit(windows, place)
    shoot(page, place.name)

    problems = problems_of(page)

    assert not problems, f"{page.url}\n" + "\n".join(problems)
