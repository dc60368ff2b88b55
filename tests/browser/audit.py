"""What a page owes everybody (WCAG 2.2 AA, PERKI 1/2021 Pasal 24), looked at in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, ViewportSize

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ON_REQUEST = {"target-size": {"enabled": True}}
# The schemes differ in their colours; what else axe looks at is the same in both.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
# What is not asked for is not made ready: it takes half of the time.
_QUICK = {"resultTypes": ["violations"], "selectors": False, "preload": False}
# A colour that is just changing is neither the one nor the other.
_GRAVE = """async options => {
  for (const change of document.getAnimations()) {
    if (Number.isFinite(change.effect.getComputedTiming().endTime)) change.finish();
  }
  return (await axe.run(options)).violations
  .filter(({ impact }) => impact === "serious" || impact === "critical")
  .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}"""
# What is left as light as paper where the portal is dark: boxes that CKAN paints, never a button.
_BRIGHT = """() => [...document.body.querySelectorAll('*')].filter(one => {
  const [red, green, blue, alpha = 1] = getComputedStyle(one).backgroundColor.match(/[\\d.]+/g);
  const { width, height } = one.getBoundingClientRect();
  return alpha > 0.5 && Math.min(red, green, blue) > 160 && width * height > 20000;
}).map(one => 'light in the dark: ' + one.outerHTML.replace(/\\s+/g, ' ').slice(0, 160))"""

SMALLEST: ViewportSize = {"width": 320, "height": 640}
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TWICE_THE_TEXT = "size => { document.documentElement.style.fontSize = size }"
WIDEST = """() => [...document.body.querySelectorAll('*')]
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(-1).map(one => one.outerHTML.replace(/\\s+/g, ' ').slice(0, 160)).join()"""
_SHIFT = """() => new Promise(answer => {
  let moved = 0;
  new PerformanceObserver(list => {
    for (const shift of list.getEntries()) moved += shift.hadRecentInput ? 0 : shift.value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => answer(moved))));
})"""
_STRUCTURE = Path(__file__).with_name("audit.js").read_text(encoding="utf-8")


def barriers(page: Page) -> list[str]:
    """List what keeps people with disabilities from a page, in both schemes."""
    page.wait_for_load_state()  # with the style sheets that CKAN puts at the end
    page.evaluate(AXE_SCRIPT)
    found = _axe(page, "light", runOnly=STANDARDS, rules=ON_REQUEST)
    found += _axe(page, "dark", runOnly={"type": "rule", "values": OF_COLOURS})
    found += page.evaluate(_BRIGHT)
    page.emulate_media(color_scheme="light")
    return found


def structure(page: Page, lang: str = "id") -> list[str]:
    """List what its headings, landmarks, labels, errors and the ways of the keyboard lack."""
    page.keyboard.press("Tab")
    return page.evaluate(_STRUCTURE, [lang])


def too_wide(page: Page) -> list[str]:
    """List what scrolls sideways: on a phone of 320 pixels, and with text of twice the size."""
    found = []
    size = page.viewport_size
    assert size
    page.set_viewport_size(SMALLEST)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    if beyond := page.evaluate(OVERHANG):
        found.append(f"{beyond} px too wide at 320 px: {page.evaluate(WIDEST)}")
    page.set_viewport_size(size)
    page.evaluate(TWICE_THE_TEXT, "200%")
    if beyond := page.evaluate(OVERHANG):
        found.append(f"{beyond} px too wide with text of 200 %: {page.evaluate(WIDEST)}")
    page.evaluate(TWICE_THE_TEXT, "")
    return found


def layout_shift(page: Page) -> float:
    """Tell by which part of the window what is read has moved while the page was loading."""
    page.wait_for_load_state()
    return page.evaluate(_SHIFT)


def overheard(page: Page, portal: str) -> list[str]:
    """Write down, from now on, whom else a page asks for something and what goes wrong in it."""
    heard: list[str] = []

    def asked(url: str) -> None:
        if not url.startswith((portal, "data:", "blob:")):
            heard.append(f"asks a third party: {url}")

    def complained(message: ConsoleMessage) -> None:
        # That the page itself was not found, or refused, is what it says.
        if message.type == "error" and message.location.get("url") != page.url:
            heard.append(f"the browser complains: {message.text} {message.location.get('url')}")

    page.on("request", lambda request: asked(request.url))
    page.on("console", complained)
    page.on("pageerror", lambda error: heard.append(f"a script fails: {error}"))
    return heard


def _axe(page: Page, scheme: Literal["light", "dark"], **rules: Any) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    return [f"{found} ({scheme})" for found in page.evaluate(_GRAVE, {**_QUICK, **rules})]
