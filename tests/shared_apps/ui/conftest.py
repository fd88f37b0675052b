"""Rendering a piece of template."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory

Render = Callable[..., str]


def squeezed(html: str) -> str:
    """HTML without the space that the formatter of templates puts around tags."""
    return re.sub(r"[ \n]*([<>])[ \n]*", r"\1", re.sub(r"[ \n]+", " ", html))


@pytest.fixture
def render() -> Render:
    """`render('{% chip "Open" "open" %}', path="/?page=2", name=value)`."""

    def make(source: str, path: str = "/", **context: Any) -> str:
        request = RequestFactory().get(path)
        engine = engines["django"]
        return squeezed(engine.from_string(f"{{% load ui %}}{source}").render(context, request))

    return make
