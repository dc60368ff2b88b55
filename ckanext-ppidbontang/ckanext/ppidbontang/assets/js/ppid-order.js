/* The order of an entry's files by two buttons: core's arrow is for those who can drag (WCAG 2.2, 2.5.7). */
jQuery(function () {
  "use strict";

  var buttons = document.getElementById("ppid-order-buttons").content;

  document.querySelectorAll(".resource-list .resource-item").forEach(function (item) {
    item.append(buttons.cloneNode(true));
    var arrow = item.querySelector(".handle");
    arrow.setAttribute("aria-hidden", "true");
    arrow.tabIndex = -1;
  });

  document.addEventListener("click", function (event) {
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
});
