/* Suggestions in a search box: an editable combobox with a list (WAI-ARIA 1.2). Without it the box searches. */
(function () {
  "use strict";
  var BOX = "input[data-ppid-suggest]", WAIT = 180, SHORTEST = 2;
  var known = new Map(), timer, asking;

  function list(box) { return document.getElementById(box.getAttribute("aria-controls")); }
  function options(box) { return Array.from(list(box).children); }
  function isOpen(box) { return box.getAttribute("aria-expanded") === "true"; }

  /* The page may be swapped for a new one, box and all: it is set up when somebody comes to it. */
  function setUp(box) {
    if (box.getAttribute("role") === "combobox") return;
    var id = box.id + "-suggestions", found = document.createElement("ul"), said = document.createElement("span");
    found.id = id;
    found.className = "ppid-suggestions";
    found.hidden = true;
    found.setAttribute("role", "listbox");
    found.setAttribute("aria-label", box.dataset.ppidList);
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    box.closest(".ppid-suggested").append(found, said);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", id);
    box.setAttribute("aria-expanded", "false");
  }

  function close(box) {
    if (box.getAttribute("role") !== "combobox") return;
    list(box).hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function mark(box, chosen) {
    options(box).forEach(function (option) { option.setAttribute("aria-selected", String(option === chosen)); });
    if (chosen) {
      box.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  }

  function show(box, suggestions) {
    var kinds = JSON.parse(box.dataset.ppidKinds);
    list(box).replaceChildren.apply(list(box), suggestions.map(function (one, number) {
      var option = document.createElement("li"), text = document.createElement("span"), kind = document.createElement("small");
      option.id = list(box).id + "-" + number;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.href = one.href;
      text.textContent = one.text;
      kind.textContent = kinds[one.kind];
      option.append(text, kind);
      return option;
    }));
    list(box).hidden = !suggestions.length;
    box.setAttribute("aria-expanded", String(suggestions.length > 0));
    box.removeAttribute("aria-activedescendant");
    list(box).nextElementSibling.textContent = suggestions.length
      ? box.dataset.ppidSome.replace("{number}", suggestions.length) : box.dataset.ppidNone;
  }

  function ask(box) {
    var typed = box.value.trim().toLowerCase();
    if (asking) asking.abort();
    if (typed.length < SHORTEST) { close(box); return; }
    if (known.has(typed)) { show(box, known.get(typed)); return; }
    asking = new AbortController();
    fetch(box.dataset.ppidSuggest + "?q=" + encodeURIComponent(typed), { signal: asking.signal })
      .then(function (answer) { return answer.ok ? answer.json() : { suggestions: [] }; })
      .then(function (answer) {
        known.set(typed, answer.suggestions);
        if (document.activeElement === box) show(box, answer.suggestions);
      })
      .catch(function () { /* Typing goes on, or the net is away: the box still searches. */ });
  }

  function go(option) { window.location.assign(option.dataset.href); }

  function onKey(event, box) {
    var all = options(box), at = all.findIndex(function (one) { return one.id === box.getAttribute("aria-activedescendant"); });
    if (event.key === "Escape" && isOpen(box)) { event.preventDefault(); close(box); return; }
    if (event.key === "Tab") { close(box); return; }
    if (!isOpen(box)) {
      if (event.key === "ArrowDown") { event.preventDefault(); ask(box); }
      return;
    }
    if (event.key === "ArrowDown") { event.preventDefault(); mark(box, all[at + 1 === all.length ? 0 : at + 1]); }
    if (event.key === "ArrowUp") { event.preventDefault(); mark(box, all[at <= 0 ? all.length - 1 : at - 1]); }
    if (event.key === "Enter") {
      if (at >= 0) { event.preventDefault(); go(all[at]); } else { close(box); }
    }
  }

  document.addEventListener("focusin", function (event) { if (event.target.matches(BOX)) setUp(event.target); });
  document.addEventListener("focusout", function (event) { if (event.target.matches(BOX)) close(event.target); });
  document.addEventListener("input", function (event) {
    if (!event.target.matches(BOX)) return;
    setUp(event.target);
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT, event.target);
  });
  document.addEventListener("keydown", function (event) {
    if (event.target.matches(BOX) && event.target.getAttribute("role") === "combobox") onKey(event, event.target);
  });
  /* Before the box loses its focus, and with it the list. */
  document.addEventListener("mousedown", function (event) {
    var option = event.target.closest && event.target.closest(".ppid-suggestions [role=option]");
    if (option) { event.preventDefault(); go(option); }
  });
})();
