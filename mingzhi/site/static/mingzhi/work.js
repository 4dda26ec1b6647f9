// The workbench's few comforts. Every page also works without them.
(function () {
  "use strict";
  var begin = [];

  document.addEventListener("submit", function (event) {
    var button = event.submitter;
    if (button && button.dataset.sure && !window.confirm(button.dataset.sure)) { event.preventDefault(); return; }
    var before = document.getElementById("refusal");
    if (before) { before.hidden = true; } // what is taken now may be a file: the page stays, its old refusal does not
  });

  // Rows: copy the last row of a table of things.
  function addRow(list) {
    if (!list || !list.lastElementChild) { return null; }
    var row = list.lastElementChild.cloneNode(true);
    row.querySelectorAll("input, textarea, select").forEach(function (e) {
      if (e.tagName === "SELECT") { e.selectedIndex = 0; Array.prototype.forEach.call(e.options, function (o, n) { o.defaultSelected = n === 0; }); } else { e.value = ""; e.defaultValue = ""; }
      if (e.id) { var old = e.id; e.id = old.replace(/\d+$/, "") + list.children.length; row.querySelectorAll("label[for='" + old + "']").forEach(function (l) { l.htmlFor = e.id; }); }
    });
    list.appendChild(row);
    return row;
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-add-row]"), row = button && addRow(document.getElementById(button.dataset.addRow));
    if (!row) { return; }
    event.preventDefault();
    var first = row.querySelector("input, textarea, select");
    if (first) { first.focus(); }
  });

  // "Now" beside a moment: the hour and minute of China, as the field takes it.
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-now]"), field = button && button.parentNode.querySelector("input");
    if (!field) { return; }
    field.value = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 16);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // Fields that belong to a choice are shown with it; what is not shown is not sent.
  function conditions(form) {
    form.querySelectorAll("[data-when]").forEach(function (box) {
      var parts = box.dataset.when.split("="), field = form.elements[parts[0]];
      if (!field) { return; }
      box.hidden = parts[1].split(",").indexOf(field.value) < 0 && !box.querySelector(".error");
      box.querySelectorAll("input, select, textarea").forEach(function (e) { e.disabled = box.hidden; });
    });
  }
  document.addEventListener("change", function (event) {
    var form = event.target.closest("form");
    if (form) { conditions(form); }
  });

  function ready(root) {
    begin.forEach(function (act) { act(root); });
    root.querySelectorAll("form").forEach(conditions);
    root.querySelectorAll("[data-follow]").forEach(function (e) { e.addEventListener("change", function () { e.form.requestSubmit(); }); });
    root.querySelectorAll(".chart-scroll").forEach(function (box) {
      var now = box.querySelector(".node.now");
      if (!now) { return; }
      var at = now.getBoundingClientRect(), from = box.getBoundingClientRect();
      if (box.scrollWidth > box.clientWidth) { box.scrollLeft += at.left - from.left - box.clientWidth / 3; }
      if (box.scrollHeight > box.clientHeight) { box.scrollTop += at.top - from.top - box.clientHeight / 3; }
    });
    var refusal = root.querySelector("#refusal");
    if (refusal) { refusal.focus(); }
  }
  window.mingzhi = { begin: begin, addRow: addRow, showHeld: function () { /* see files.js */ } };
  document.addEventListener("DOMContentLoaded", function () { ready(document); });
  document.addEventListener("htmx:load", function (event) { if (event.target !== document.body) { ready(event.target); } });
})();
