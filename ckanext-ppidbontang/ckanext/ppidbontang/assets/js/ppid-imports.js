/* The progress of an import: asked for each second, seen at once, heard now and then.
 *
 * Without it the page reads itself anew every few seconds.
 */
(function () {
  "use strict";

  var EVERY = 1000;
  var AT_LEAST_EVERY = 15000;
  // So many answers in a row say that nobody works: between the queue and its start nobody does.
  var CUT_OFF = 3;
  var STEPS = 5;

  function watch(box) {
    var bar = box.querySelector("progress");
    var heard = box.querySelector("[role=status]");
    var spoken = 0;
    var idle = 0;
    var failures = 0;

    function show(found) {
      failures = 0;
      if (!found.is_working) {
        location.hash = "laporan";
        location.reload();
        return;
      }
      bar.max = found.total || 1;
      bar.value = found.done;
      box.querySelector(".ppid-import-count").textContent = found.text;
      var step = Math.floor((found.done / bar.max) * STEPS);
      if (step !== spoken) {
        spoken = step;
        heard.textContent = found.text;
      }
      idle = found.is_cut_off ? idle + 1 : 0;
      box.querySelector(".ppid-import-cut").hidden = idle < CUT_OFF;
      setTimeout(ask, EVERY);
    }

    /* A portal that is being restarted is asked again, less and less often. */
    function wait() {
      failures += 1;
      setTimeout(ask, Math.min(EVERY * Math.pow(2, failures), AT_LEAST_EVERY));
    }

    function ask() {
      fetch(box.dataset.ppidImport, {headers: {Accept: "application/json"}})
        .then(function (answer) {
          return answer.ok ? answer.json() : Promise.reject(answer.status);
        })
        .then(show, wait);
    }

    setTimeout(ask, EVERY);
  }

  document.querySelectorAll("[data-ppid-import]").forEach(watch);

  // Who watched the progress hears what became of it; a page that is read anew keeps no focus.
  if (location.hash === "#laporan") {
    document.getElementById("laporan")?.focus();
  }
})();
