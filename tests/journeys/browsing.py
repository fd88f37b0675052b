"""Windows of a browser that notice whatever goes wrong in them, and what people do in them."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    StorageState,
    expect,
)

from tests.journeys.ground import PASSWORD, Ground

WIDE, PHONE, SMALLEST = 1280, 390, 320
LONGEST_WAIT = 10_000  # milliseconds
# Chromium tells of each page that answers 404 or 409; whether that is wrong, tests know better.
REFUSED_PAGE = "Failed to load resource"


@dataclass
class Watch:
    """What went wrong in a window."""

    problems: list[str] = field(default_factory=list)

    def look_at(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"script error: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("requestfailed", self._request_failed)

    def _note(self, problem: str) -> None:
        self.problems.append(problem)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(REFUSED_PAGE):
            self._note(f"console {message.type} on {message.location.get('url')}: {message.text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        host = address.hostname or ""
        if address.scheme in ("data", "blob", "about"):
            return
        if host != "localhost" and not host.endswith(".localhost"):
            self._note(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= (500 if is_page else 400):
            self._note(f"{response.request.method} {response.url} answered {response.status}")

    def _request_failed(self, request: Request) -> None:
        reason = request.failure or ""
        if "ERR_ABORTED" not in reason:  # left the page, or a download
            self._note(f"{request.method} {request.url} failed: {reason}")


Colors = Literal["light", "dark"]


@dataclass
class Windows:
    """Opens windows on the ground; knows who signed in before, so that this happens once."""

    browser: Browser
    ground: Ground
    states: dict[tuple[str, str], StorageState] = field(default_factory=dict)
    watch: Watch = field(default_factory=Watch)
    contexts: list[BrowserContext] = field(default_factory=list)
    kept: dict[tuple[str, str], Page] = field(default_factory=dict)

    def open(
        self,
        *,
        width: int = WIDE,
        colors: Colors = "light",
        script: bool = True,
        state: StorageState | None = None,
    ) -> Page:
        """A window of a person of their own: no cookies but those of `state`."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 844 if width < 600 else 900},
            locale="fr-FR",
            timezone_id="Europe/Paris",
            color_scheme=colors,
            reduced_motion="reduce",
            java_script_enabled=script,
            storage_state=state,
            accept_downloads=True,
        )
        context.set_default_timeout(LONGEST_WAIT)
        self.contexts.append(context)
        self.watch.look_at(context)
        return context.new_page()

    def signed_in(self, host: str, email: str, **options: Any) -> Page:
        """A window of somebody with an account of the demo."""
        key = (host, email)
        if key not in self.states:
            page = self.open()
            sign_in(page, self.ground.url(host), email)
            self.states[key] = page.context.storage_state()
            page.context.close()
        return self.open(state=self.states[key], **options)

    def keep(self, host: str, email: str = "") -> Page:
        """The same window each time: for looking at many pages as one person."""
        key = (host, email)
        if key not in self.kept:
            self.kept[key] = self.signed_in(host, email) if email else self.open()
            self.contexts.remove(self.kept[key].context)
        page = self.kept[key]
        page.set_viewport_size({"width": WIDE, "height": 900})
        page.emulate_media(color_scheme="light")
        return page

    def close(self) -> None:
        """Close the windows that are not kept, and forget what was noticed."""
        for context in self.contexts:
            context.close()
        self.contexts.clear()
        self.watch.problems.clear()


def sign_in(page: Page, origin: str, email: str, password: str = PASSWORD) -> None:
    """By the form, as anybody."""
    page.goto(f"{origin.rstrip('/')}/accounts/login/")
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe", exact=True).fill(password)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("button", name="Se connecter")).to_have_count(0)


def follow(page: Page, pattern: str) -> Response | None:
    """Go where the first link whose address matches leads."""
    addresses: list[str] = page.evaluate(
        "[...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))"
    )
    for address in addresses:
        if re.fullmatch(pattern, address):
            return page.goto(origin_of(page) + address)
    raise AssertionError(f"No link on {page.url} matches {pattern}")


def origin_of(page: Page) -> str:
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}"


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def main_of(page: Page) -> Locator:
    """The content of the page, without its header and menu."""
    return page.get_by_role("main")


def mail_to(page: Page, origin: str, address: str, subject: str = "") -> str:
    """The text of the latest mail to somebody, from the demo's mailbox; waits until it is there."""
    with open_tab(page) as tab:
        tab.goto(f"{origin.rstrip('/')}/dev/mail/")
        row = tab.get_by_role("row").filter(has_text=address).filter(has_text=subject).first
        for _attempt in range(40):
            if row.count():
                break
            tab.wait_for_timeout(250)
            tab.reload()
        expect(row).to_be_visible()
        row.get_by_role("link").click()
        return tab.locator("pre").inner_text()


@contextmanager
def open_tab(page: Page) -> Iterator[Page]:
    """A second tab of the same person."""
    tab = page.context.new_page()
    try:
        yield tab
    finally:
        tab.close()


def status_of(page: Page, address: str) -> int:
    """What the server answers to the person in front of the page."""
    with open_tab(page) as tab:
        answer = tab.goto(address)
        assert answer is not None
        return answer.status


def download(page: Page, link: Locator) -> tuple[str, bytes]:
    """Name and content of what a link downloads."""
    with page.expect_download() as waiting:
        link.click()
    file = waiting.value
    return file.suggested_filename, file.path().read_bytes()


def shoot(page: Page, name: str) -> None:
    """Keep pictures of the page in the folder `PARVIS_SHOTS`, where one is named."""
    if not os.environ.get("PARVIS_SHOTS"):
        return
    folder = Path(os.environ["PARVIS_SHOTS"])
    folder.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    for width in (WIDE, PHONE):
        page.set_viewport_size({"width": width, "height": 844 if width < 600 else 900})
        for colors in ("light", "dark"):
            page.emulate_media(color_scheme=colors)
            page.screenshot(path=folder / f"{name}-{width}-{colors}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)
