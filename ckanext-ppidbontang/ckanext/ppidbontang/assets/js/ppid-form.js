/* The officer's form: help that the browser can give before the server judges.
 *
 * Plain functions at the end of loading, not CKAN modules: CKAN starts its modules only after it has
 * fetched the translations of the page's language, and where that fails the buttons of the form would
 * be dead. Everything here is convenience; the form is complete without it.
 */
(function () {
  "use strict";

  var EXEMPT_CATEGORY = "dikecualikan";
  var EXEMPT_STATUS = "dikecualikan-seluruhnya";
  var OPEN_STATUS = "terbuka";

  function chosen(form, name) {
    var radio = form.querySelector('input[name="' + name + '"]:checked');
    return radio ? radio.value : "";
  }

  /* UU 14/2008 Pasal 17: the exempt category and the whole exemption are the same thing. */
  function matchStatus(form) {
    var exempt = chosen(form, "information_category") === EXEMPT_CATEGORY;
    var status = chosen(form, "exemption_status");
    if (exempt || !status || status === EXEMPT_STATUS) {
      var wanted = exempt ? EXEMPT_STATUS : OPEN_STATUS;
      form.querySelector('input[name="exemption_status"][value="' + wanted + '"]').checked = true;
    }
  }

  /* Offer the kinds of the chosen category only; before one is chosen, all of them. */
  function offerKinds(form, groups) {
    var select = form.querySelector('select[name="information_kind"]');
    var category = chosen(form, "information_category");
    var kind = select.value;
    groups.forEach(function (group) {
      group.remove();
      if (!category || group.dataset.category === category) {
        select.append(group);
      }
    });
    select.value = kind;
    if (select.selectedIndex < 0) {
      select.value = "";
    }
  }

  function followCategory(form) {
    var groups = Array.from(form.querySelectorAll('select[name="information_kind"] optgroup'));
    form.addEventListener("change", function (event) {
      if (event.target.name === "information_category") {
        matchStatus(form);
        offerKinds(form, groups);
      }
    });
    offerKinds(form, groups);
  }

  /* Rows that are added and taken away: the legal basis of an exemption, former names. */
  function tendRows(group) {
    var rows = group.querySelector(".ppid-rows");
    var template = rows.querySelector("template");
    var next = Number(rows.dataset.next);

    function focusFirst(row) {
      row.querySelector("input, textarea, select").focus();
    }

    group.querySelector(".ppid-row-add").addEventListener("click", function () {
      var row = document.createElement("div");
      row.innerHTML = template.innerHTML.replaceAll("-NEXT-", "-" + next + "-");
      row = row.firstElementChild;
      next += 1;
      template.before(row);
      focusFirst(row);
    });

    group.addEventListener("click", function (event) {
      if (!event.target.matches(".ppid-row-remove")) {
        return;
      }
      var row = event.target.closest(".ppid-row");
      if (rows.querySelectorAll(".ppid-row").length > 1) {
        row.remove();
        focusFirst(rows.querySelector(".ppid-row"));
        return;
      }
      // The last row stays, empty: a form that holds no row at all says nothing of the field.
      row.querySelectorAll("input, textarea").forEach(function (input) {
        input.value = "";
      });
      focusFirst(row);
    });
  }

  /* Say before a long upload that the file will be refused. */
  function weighFile(input) {
    var limit = Number(input.dataset.limit);
    input.addEventListener("change", function () {
      var file = input.files[0];
      input.setCustomValidity(file && limit >= 0 && file.size > limit ? input.dataset.tooLarge : "");
      input.reportValidity();
    });
  }

  /* Lead to a field, unfolding the section that holds it. */
  function leadTo(id) {
    var target = document.getElementById(id);
    if (!target) {
      return;
    }
    for (var part = target; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") {
        part.open = true;
      }
      // CKAN shows the address of an entry as text until it is to be changed.
      if (part.style.display === "none") {
        part.style.display = "";
      }
    }
    target.focus();
    target.scrollIntoView({block: "center"});
  }

  function followLinks() {
    document.addEventListener("click", function (event) {
      var link = event.target.closest('.ppid-errors a[href^="#field-"]');
      if (link) {
        event.preventDefault();
        leadTo(link.hash.slice(1));
      }
    });
    if (location.hash.startsWith("#field-")) {
      leadTo(location.hash.slice(1));
    }
  }

  /* An address comes from the title, also for who is quicker than CKAN's own preview of it, and is cut
   * before the word that would make it too long: official titles are. */
  function nameAfterTitle(form) {
    var name = form.querySelector('input[name="name"]');
    form.addEventListener("submit", function () {
      var address = name.value || jQuery.url.slugify(form.querySelector('input[name="title"]').value, true);
      if (address.length > name.maxLength) {
        address = address.slice(0, name.maxLength + 1).replace(/-[^-]*$/, "");
      }
      name.value = address;
    });
  }

  /* A second click must not make a second entry; who comes back to the page may send it again. */
  function submitOnce(form) {
    function disable(disabled) {
      form.querySelectorAll('button[type="submit"]').forEach(function (button) {
        button.disabled = disabled;
      });
    }
    form.addEventListener("submit", function () {
      setTimeout(disable, 0, true);
    });
    window.addEventListener("pageshow", function () {
      disable(false);
    });
  }

  /* CKAN's autocompletion puts a nameless control in the place of the field; runs as a module after it. */
  ckan.module("ppid-named", {
    initialize: function () {
      var control = this.el.next(".select2-container");
      var label = "label-" + this.el.attr("name");
      control.find(".select2-selection, .select2-search__field").attr("aria-labelledby", label);
    }
  });

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form.ppid-form").forEach(function (form) {
      followCategory(form);
      nameAfterTitle(form);
      submitOnce(form);
    });
    document.querySelectorAll("form[data-ppid-once]").forEach(submitOnce);
    document.querySelectorAll(".ppid-group:has(> .ppid-rows)").forEach(tendRows);
    document.querySelectorAll('input[type="file"][data-limit]').forEach(weighFile);
    followLinks();
  });
})();
