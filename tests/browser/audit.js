// What every page owes everybody, beside what axe sees. Answers with the faults in words.
([lang]) => {
  const faults = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const all = (selector) => [...document.querySelectorAll(selector)];
  const tell = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 160);
  const say = (what, elements) => elements.forEach((element) => faults.push(`${what}: ${tell(element)}`));

  const headings = all("h1").filter(shown);
  if (headings.length !== 1) faults.push(`${headings.length} h1 instead of one`);
  if (document.documentElement.lang !== lang) faults.push(`language ${document.documentElement.lang}`);
  const mains = all("main, [role=main]").filter(shown);
  if (mains.length !== 1) faults.push(`${mains.length} main landmarks instead of one`);
  if (!document.title.trim()) faults.push("no title");

  const seen = new Set();
  say("an id twice", all("[id]").filter(({ id }) => seen.size === seen.add(id).size));

  const controls = all("input:not([type=hidden], [type=submit], [type=button]), select, textarea");
  say("no label", controls.filter((control) => shown(control)
    && !control.labels.length && !control.ariaLabel && !control.getAttribute("aria-labelledby")));
  const told = (control) => (control.getAttribute("aria-describedby") ?? "").split(/\s+/)
    .some((id) => id && document.getElementById(id)?.textContent.trim());
  say("in error, but not told why", all("[aria-invalid=true]").filter((control) => !told(control)));
  const described = new Set(all("[aria-describedby]")
    .flatMap((element) => element.getAttribute("aria-describedby").split(/\s+/)));
  say("an error tied to no field", all(".error-block").filter(({ id }) => !described.has(id)));
  say("a picture without words", all("img:not([alt])"));
  // WCAG 2.2, 3.2.6: help is where it always is.
  if (!document.querySelector("footer address")?.textContent.trim()) faults.push("no contact in the footer");

  // The caller has pressed the Tab key, so whatever is focused now shows it as it does to a keyboard.
  const first = document.activeElement;
  if (!first?.closest("[data-ppid-errors], .ppid-errors, [autofocus]")) {
    const target = first?.getAttribute("href")?.startsWith("#") && document.querySelector(first.getAttribute("href"));
    if (!target || !(mains[0] && (target.contains(mains[0]) || mains[0].contains(target) || target.nextElementSibling === mains[0]))) {
      faults.push(`the first stop of the Tab key does not skip to the content: ${first && tell(first)}`);
    }
  }
  const stops = all("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]")
    .filter((stop) => stop.tabIndex >= 0 && !stop.disabled && shown(stop));
  const look = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return { outlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 1, boxShadow };
  };
  document.documentElement.style.scrollBehavior = "auto";
  for (const stop of stops) {
    stop.blur();
    // What select2 draws in the place of a list shows the focus of the field inside.
    const face = stop.closest(".select2-selection") ?? stop;
    const before = look(face);
    stop.focus({ focusVisible: true });
    if (document.activeElement !== stop) continue;
    const now = look(face);
    if (!now.outlined && now.boxShadow === before.boxShadow) faults.push(`the focus is not seen: ${tell(stop)}`);
    // WCAG 2.2, 2.4.11: nothing lies over the whole of what is focused.
    const { left, top, width, height } = stop.getBoundingClientRect();
    const places = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]];
    const free = places.some(([across, down]) => {
      const there = document.elementFromPoint(left + width * across, top + height * down);
      // Core lays the field of a file over the button that stands for it.
      if (there?.matches("input[type=file]") && stop.parentElement.contains(there)) return true;
      return there && (stop.contains(there) || there.contains(stop) || [...stop.labels ?? []].some((label) => label.contains(there)));
    });
    if (!free) faults.push(`the focus is covered: ${tell(stop)}`);
  }
  document.activeElement?.blur();
  window.scrollTo(0, 0);
  document.documentElement.style.scrollBehavior = "";
  return [...new Set(faults)];
}
