// The workbench's few comforts. Every page also works without them.
(function () {
  "use strict";

  // Drafts: what is typed stays in this browser until the form is accepted or the person logs out.
  var PREFIX = "mingzhi.draft:";
  function all(form) {
    return Array.prototype.filter.call(form.elements, function (e) {
      return e.name && !/^(hidden|file|password|submit|button)$/.test(e.type) && e.name !== "csrfmiddlewaretoken";
    });
  }
  function save(form) {
    var values = all(form).map(function (e) { return [e.name, e.type === "checkbox" || e.type === "radio" ? e.value + "\n" + e.checked : e.value]; });
    try { localStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify({ at: Date.now(), values: values })); } catch (_) { return; }
    var said = form.querySelector("[data-draft-said]");
    if (said) { said.hidden = false; }
  }
  function restore(form) {
    var kept;
    try { kept = JSON.parse(localStorage.getItem(PREFIX + form.dataset.draft)); } catch (_) { return; }
    if (!kept || form.dataset.fresh === "no") { return; }
    var fields = all(form), used = {};
    kept.values.forEach(function (pair) {
      var n = used[pair[0]] || 0, same = fields.filter(function (e) { return e.name === pair[0]; });
      used[pair[0]] = n + 1;
      var e = same[n];
      if (!e) { return; }
      if (e.type === "checkbox" || e.type === "radio") {
        var cut = pair[1].lastIndexOf("\n");
        if (e.value === pair[1].slice(0, cut)) { e.checked = pair[1].slice(cut + 1) === "true"; }
      } else { e.value = pair[1]; }
    });
    var note = form.querySelector("[data-draft-restored]");
    if (note) { note.hidden = false; }
  }
  function forget(name) { try { localStorage.removeItem(PREFIX + name); } catch (_) { /* private window */ } }
  function drafts(root) {
    root.querySelectorAll("form[data-draft]").forEach(function (form) {
      if (form.dataset.ready) { return; }
      form.dataset.ready = "yes";
      restore(form);
      var timer;
      form.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(save, 400, form); });
      form.addEventListener("submit", function () { clearTimeout(timer); save(form); });
    });
    root.querySelectorAll("[data-draft-done]").forEach(function (e) { forget(e.dataset.draftDone); });
  }
  document.addEventListener("click", function (event) {
    var drop = event.target.closest("[data-draft-drop]");
    if (drop) { forget(drop.dataset.draftDrop); location.reload(); }
  });
  document.addEventListener("submit", function (event) {
    if (event.target.matches("[data-forget-drafts]")) {
      try { Object.keys(localStorage).forEach(function (k) { if (k.indexOf(PREFIX) === 0) { localStorage.removeItem(k); } }); } catch (_) { /* private window */ }
    }
    var button = event.submitter;
    if (button && button.dataset.sure && !window.confirm(button.dataset.sure)) { event.preventDefault(); }
  });

  // Rows: copy the last row of a table of things.
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-add-row]");
    if (!button) { return; }
    var list = document.getElementById(button.dataset.addRow);
    if (!list || !list.lastElementChild) { return; }
    event.preventDefault();
    var row = list.lastElementChild.cloneNode(true);
    row.querySelectorAll("input, textarea, select").forEach(function (e) {
      e.value = e.tagName === "SELECT" ? e.options[0].value : "";
      if (e.id) { var old = e.id; e.id = old.replace(/\d+$/, "") + list.children.length; row.querySelectorAll("label[for='" + old + "']").forEach(function (l) { l.htmlFor = e.id; }); }
    });
    list.appendChild(row);
    var first = row.querySelector("input, textarea, select");
    if (first) { first.focus(); }
  });

  // Files: drag them onto the box, or paste a picture; names and sizes are shown before sending.
  function show(input) {
    var list = input.closest(".drop") && input.closest(".drop").querySelector("[data-files]");
    if (!list) { return; }
    list.textContent = "";
    Array.prototype.forEach.call(input.files, function (f) {
      var li = document.createElement("li");
      li.textContent = f.name + " · " + (f.size < 1048576 ? Math.max(1, Math.round(f.size / 1024)) + " kB" : (f.size / 1048576).toFixed(1) + " MB");
      list.appendChild(li);
    });
  }
  document.addEventListener("change", function (event) { if (event.target.type === "file") { show(event.target); } });
  ["dragover", "dragleave", "drop"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var box = event.target.closest && event.target.closest(".drop");
      if (!box) { return; }
      event.preventDefault();
      box.classList.toggle("over", kind === "dragover");
      if (kind === "drop") { var input = box.querySelector("input[type=file]"); input.files = event.dataTransfer.files; show(input); }
    });
  });
  document.addEventListener("paste", function (event) {
    var input = document.querySelector(".drop input[type=file]");
    if (input && event.clipboardData && event.clipboardData.files.length) { input.files = event.clipboardData.files; show(input); }
  });

  // Ctrl-K jumps to the search.
  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      var box = document.querySelector("[data-jump]");
      event.preventDefault();
      if (box) { box.focus(); box.select(); } else { location.href = "/work/cases/?jump=1"; }
    }
  });

  // Fields that belong to a choice are shown with it.
  function conditions(form) {
    form.querySelectorAll("[data-when]").forEach(function (box) {
      var parts = box.dataset.when.split("="), field = form.elements[parts[0]];
      if (field) { box.hidden = parts[1].split(",").indexOf(field.value) < 0 && !box.querySelector(".error"); }
    });
  }
  document.addEventListener("change", function (event) { if (event.target.form) { conditions(event.target.form); } });

  function ready(root) {
    drafts(root);
    root.querySelectorAll("form").forEach(conditions);
    root.querySelectorAll("[data-follow]").forEach(function (e) { e.addEventListener("change", function () { e.form.requestSubmit(); }); });
    root.querySelectorAll(".chart-scroll").forEach(function (box) {
      var now = box.querySelector(".node.now");
      if (now && box.scrollWidth > box.clientWidth) { box.scrollLeft += now.getBoundingClientRect().left - box.getBoundingClientRect().left - box.clientWidth / 3; }
    });
    var refusal = root.querySelector("#refusal");
    if (refusal) { refusal.focus(); }
  }
  ready(document);
  document.addEventListener("htmx:load", function (event) { if (event.target !== document.body) { ready(event.target); } });
})();
