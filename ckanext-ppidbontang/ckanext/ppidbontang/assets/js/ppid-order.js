/* The order of an entry's files by two buttons: core's arrow is for those who can drag (WCAG 2.2, 2.5.7). */
(function () {
  "use strict";

  var list = document.querySelector(".resource-list");
  if (!list) return;
  var buttons = document.getElementById("ppid-order-buttons").content;

  list.querySelectorAll(".resource-item").forEach(function (item) {
    item.append(buttons.cloneNode(true));
  });

  /* Core's script brings its arrows once it has its words; to a keyboard they are nothing. */
  new MutationObserver(function () {
    list.querySelectorAll(".handle").forEach(function (arrow) {
      arrow.setAttribute("aria-hidden", "true");
      arrow.tabIndex = -1;
    });
  }).observe(list, { childList: true, subtree: true });

  list.addEventListener("click", function (event) {
    var button = event.target.closest("[data-ppid-move]");
    if (!button) return;
    var item = button.closest(".resource-item");
    var up = button.dataset.ppidMove === "up";
    var neighbour = up ? item.previousElementSibling : item.nextElementSibling;
    if (!neighbour) return;
    if (up) neighbour.before(item);
    else neighbour.after(item);
    button.focus();
  });
})();
