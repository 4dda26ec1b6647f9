// Ctrl-K jumps anywhere: places by name, cases by number, party or cause. Without this script the link leads to the same as a page.
(function () {
  "use strict";
  var box = document.querySelector("dialog[data-jump]");
  if (!box || !box.showModal) { return; }
  var input = box.querySelector("input[type=search]"), asked = 0;

  function links() { return Array.prototype.slice.call(box.querySelectorAll("[data-found] a")); }
  function open(event) { event.preventDefault(); if (!box.open) { box.showModal(); } input.select(); look(); }
  function look() {
    var mine = ++asked;
    fetch(box.dataset.jump + "?q=" + encodeURIComponent(input.value), { headers: { "HX-Request": "true" } })
      .then(function (answer) { return answer.ok && !answer.redirected ? answer.text() : ""; })
      .then(function (html) { if (mine === asked) { box.querySelector("[data-found]").innerHTML = html; } })
      .catch(function () { /* offline: what was found stays */ });
  }
  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") { open(event); return; }
    if (!box.open || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) { return; }
    var all = links(), at = all.indexOf(document.activeElement), next = at + (event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    (all[next] || (next < 0 ? input : all[at]) || input).focus();
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-jump-open]")) { open(event); }
    if (event.target === box) { box.close(); }
  });
  var timer;
  input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(look, 150); });
  box.querySelector("form").addEventListener("submit", function (event) {
    var first = links()[0];
    if (first) { event.preventDefault(); location.href = first.href; }
  });
})();
