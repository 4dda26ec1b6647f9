// Drafts: what somebody typed stays in this browser, for them alone, until the form is accepted or they log out.
// Only what differs from what the page offered is kept, so that a draft never brings back an old time or proposal.
(function () {
  "use strict";
  var PREFIX = "mingzhi.draft:", WEEK = 7 * 24 * 3600 * 1000, who = document.body.dataset.person;

  function store(act) { try { return act(localStorage); } catch (_) { return null; /* private window */ } }
  function every(act) {
    store(function (kept) { Object.keys(kept).forEach(function (key) { if (key.indexOf(PREFIX) === 0) { act(key, kept); } }); });
  }
  function key(name) { return PREFIX + who + ":" + name; }
  function read(name) { return store(function (kept) { return JSON.parse(kept.getItem(name)); }); }
  function forget(name) { store(function (kept) { kept.removeItem(key(name)); }); }

  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (e) {
      return e.name && e.name !== "held" && !/^(hidden|file|password|submit|button|fieldset)$/.test(e.type);
    });
  }
  function ticked(e) { return e.type === "checkbox" || e.type === "radio"; }
  function offered(e) {
    if (e.tagName !== "SELECT") { return ticked(e) ? e.defaultChecked : e.defaultValue; }
    var set = Array.prototype.find.call(e.options, function (o) { return o.defaultSelected; }) || e.options[0];
    return set ? set.value : "";
  }
  function value(e) { return ticked(e) ? e.checked : e.value; }
  function named(list) {
    var seen = {};
    return list.map(function (e) {
      var name = ticked(e) ? e.name + "=" + e.value : e.name;
      seen[name] = (seen[name] || 0) + 1;
      return { field: e, place: name + "#" + seen[name] };
    });
  }

  function save(form) {
    var refused = form.dataset.fresh === "no", before = refused ? (read(key(form.dataset.draft)) || {}).values || {} : {};
    var values = {}, held = [];
    named(fields(form)).forEach(function (one) {
      if (one.place in before || value(one.field) !== offered(one.field)) { values[one.place] = value(one.field); }
    });
    form.querySelectorAll("[name=held]:checked").forEach(function (e) { held.push([e.value, e.parentNode.textContent.trim()]); });
    var kept = store(function (box) { box.setItem(key(form.dataset.draft), JSON.stringify({ at: Date.now(), values: values, held: held })); return true; });
    var said = form.querySelector("[data-draft-said]");
    if (kept && said) { said.hidden = false; }
  }

  function rowFor(form, place) {
    var name = place.slice(0, place.lastIndexOf("#")), wanted = Number(place.slice(place.lastIndexOf("#") + 1));
    var same = form.querySelectorAll("[name='" + CSS.escape(name) + "']"), rows = same.length && same[0].closest("[data-rows]");
    while (rows && form.querySelectorAll("[name='" + CSS.escape(name) + "']").length < wanted) {
      if (!window.mingzhi.addRow(rows)) { return; }
    }
  }
  function restore(form) {
    var draft = form.dataset.fresh === "no" ? null : read(key(form.dataset.draft)), found = false;
    if (!draft) { return; }
    Object.keys(draft.values || {}).forEach(function (place) { rowFor(form, place); });
    named(fields(form)).forEach(function (one) {
      if (!(one.place in draft.values)) { return; }
      found = true;
      if (ticked(one.field)) { one.field.checked = draft.values[one.place]; } else { one.field.value = draft.values[one.place]; }
    });
    (draft.held || []).forEach(function (file) { found = true; window.mingzhi.showHeld(form, file[0], file[1]); });
    var note = form.querySelector("[data-draft-restored]");
    if (found && note) { note.hidden = false; }
  }

  function begin(root) {
    if (!who) { return; }
    root.querySelectorAll("[data-draft-done]").forEach(function (e) { forget(e.dataset.draftDone); });
    root.querySelectorAll("form[data-draft]").forEach(function (form) {
      if (form.dataset.ready) { return; }
      form.dataset.ready = "yes";
      restore(form);
      var timer = 0;
      function later() { clearTimeout(timer); timer = setTimeout(now, 400); }
      function now() { if (timer) { clearTimeout(timer); timer = 0; save(form); } }
      form.addEventListener("input", later);
      form.addEventListener("change", later);
      form.addEventListener("submit", function () { timer = timer || 1; now(); });
      window.addEventListener("pagehide", now);
    });
  }

  document.addEventListener("click", function (event) {
    var drop = event.target.closest("[data-draft-drop]");
    if (drop) { forget(drop.dataset.draftDrop); location.reload(); }
  });
  document.addEventListener("submit", function (event) {
    if (event.target.matches("[data-forget-drafts]")) { every(function (name, kept) { kept.removeItem(name); }); }
  });
  every(function (name, kept) {
    var draft = read(name);
    if (!draft || !(draft.at > Date.now() - WEEK)) { kept.removeItem(name); }
  });
  window.mingzhi.begin.push(begin);
})();
