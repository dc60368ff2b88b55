"""The way of those who have no pointer: by the Tab key, and always seeing where they are."""

from __future__ import annotations

from playwright.sync_api import Page

FARTHEST = 150
# What stands for the focused control: select2 draws something in the place of a list.
_SEEN = """stop => {
  const face = stop.closest(".select2-selection") ?? stop;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(face);
  return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
}"""


def tab_to(page: Page, wanted: str) -> None:
    """Press the Tab key until what is `wanted` has the focus, and see the focus at each stop."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if not focused.count():  # what had the focus is gone, as an answer made it needless
            continue
        assert focused.evaluate(_SEEN), f"the focus is not seen: {focused.evaluate(_SELF)}"
        if focused.evaluate("(stop, wanted) => stop.matches(wanted)", wanted):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


def stops(page: Page) -> list[str]:
    """List the stops of the Tab key, once through the whole page: it ends, so nothing traps."""
    found: list[str] = []
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if not focused.count():
            return found
        found.append(focused.evaluate(_SELF))
    raise AssertionError(f"the Tab key does not leave the page; the last stop was {found[-1]}")


_SELF = "stop => stop.outerHTML.slice(0, 120)"
