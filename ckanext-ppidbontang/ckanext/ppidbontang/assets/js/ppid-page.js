/* What a public page does without CKAN's scripts: open the menu and the filters, sort at once.
   Where CKAN's scripts are there (for those who edit), theirs do it. */
(function () {
  "use strict";
  if (window.jQuery) return;

  function toggleMenu(button) {
    var menu = document.querySelector(button.dataset.bsTarget);
    var isOpen = menu.classList.toggle("show");
    button.setAttribute("aria-expanded", String(isOpen));
  }

  function showFilters(shown) {
    document.body.classList.toggle("filters-modal", shown);
    var goal = document.querySelector(shown ? ".hide-filters" : ".show-filters");
    if (goal) goal.focus();
  }

  document.addEventListener("click", function (event) {
    var menu = event.target.closest('[data-bs-toggle="collapse"]');
    if (menu) toggleMenu(menu);
    if (event.target.closest(".show-filters")) showFilters(true);
    if (event.target.closest(".hide-filters")) showFilters(false);
    var close = event.target.closest('[data-bs-dismiss="alert"]');
    if (close) close.closest(".alert").remove();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && document.body.classList.contains("filters-modal")) showFilters(false);
  });

  document.addEventListener("change", function (event) {
    if (event.target.id === "field-order-by") event.target.form.requestSubmit();
  });
})();
