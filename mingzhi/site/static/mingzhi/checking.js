// The check of a notice: questions by key, words to hide picked out of the text. Everything can be typed as well.
(function () {
  "use strict";

  function questions(form) { return Array.prototype.slice.call(form.querySelectorAll("fieldset.question")); }
  function answered(box) { return Boolean(box.querySelector("input:checked")); }
  function count(form) {
    var shown = form.querySelector("[data-answered]");
    if (shown) { shown.textContent = questions(form).filter(answered).length; }
    questions(form).forEach(function (box) { box.classList.toggle("answered", answered(box)); });
  }
  function next(form, box) {
    var all = questions(form), at = all.indexOf(box);
    var open = all.slice(at + 1).concat(all.slice(0, at)).find(function (one) { return !answered(one); });
    return (open || form.querySelector("[name=passed]").closest("fieldset")).querySelector("input");
  }
  function change(field) {
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function onKey(event) {
    var box = event.target.closest("fieldset.question"), nth = ["1", "2"].indexOf(event.key);
    if (!box || nth < 0 || event.altKey || event.ctrlKey || event.metaKey) { return; }
    var answer = box.querySelectorAll("input")[nth];
    event.preventDefault();
    answer.checked = true;
    change(answer);
    next(answer.form, box).focus();
  }

  // What is selected in the public text, on one line and without the numbers of the reasons.
  function picked(text) {
    var chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) { return ""; }
    var copy = chosen.getRangeAt(0).cloneContents();
    copy.querySelectorAll(".ref").forEach(function (e) { e.remove(); });
    var words = copy.textContent.trim();
    return words.length > 1 && words.indexOf("\n") < 0 ? words : "";
  }
  function add(field, words) {
    var lines = field.value.split("\n").map(function (l) { return l.trim(); }).filter(Boolean);
    if (lines.indexOf(words) < 0) { lines.push(words); }
    field.value = lines.join("\n");
    change(field);
    var back = field.form.querySelector("[name=passed][value=no]");
    back.checked = true;
    change(back);
  }

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.getElementById("check"), text = document.querySelector("[data-public-text]");
    if (!form || !form.matches("form")) { return; }
    form.addEventListener("keydown", onKey);
    form.addEventListener("change", function () { count(form); });
    form.querySelectorAll(".keys").forEach(function (e) { e.hidden = false; });
    setTimeout(function () { count(form); }, 0);
    var bar = document.querySelector("[data-pick]"), words = "";
    if (!text || !bar) { return; }
    document.addEventListener("selectionchange", function () {
      words = picked(text) || (bar.contains(document.activeElement) ? words : "");
      bar.hidden = !words;
      bar.querySelector("[data-picked]").textContent = words;
    });
    bar.addEventListener("mousedown", function (event) { event.preventDefault(); /* the selection stays */ });
    bar.addEventListener("click", function (event) {
      var button = event.target.closest("[data-pick-as]"), said = document.querySelector("[data-pick-said]");
      if (!button || !words) { return; }
      add(document.getElementById(button.dataset.pickAs), words);
      said.textContent = said.dataset.added + ": " + words;
      document.getSelection().removeAllRanges();
      bar.hidden = true;
    });
  });
})();
