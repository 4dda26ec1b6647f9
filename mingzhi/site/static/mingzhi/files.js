// Files: dragged, pasted, chosen or photographed, they are sent at once, with their progress, and wait for the form.
// What cannot be sent now stays chosen and goes with the form, as it does without this script.
(function () {
  "use strict";
  function size(bytes) { return bytes < 1048576 ? Math.max(1, Math.round(bytes / 1024)) + " kB" : (bytes / 1048576).toFixed(1) + " MB"; }

  // The order in which they were chosen is kept, whichever is sent first: pages of a file follow each other.
  function showHeld(form, note, words, place) {
    var list = form.querySelector("[data-held]");
    if (!list || list.querySelector("[value='" + CSS.escape(note) + "']")) { return; }
    var item = document.createElement("li"), label = document.createElement("label"), tick = document.createElement("input"), text = document.createElement("span");
    label.className = "tick";
    tick.type = "checkbox"; tick.name = "held"; tick.value = note; tick.checked = true; tick.defaultChecked = true;
    text.textContent = words;
    label.append(tick, text);
    item.appendChild(label);
    item.dataset.place = place || 0;
    list.insertBefore(item, Array.prototype.find.call(list.children, function (one) { return Number(one.dataset.place) > (place || 0); }) || null);
  }

  function line(box, file) {
    var item = document.createElement("li"), bar = document.createElement("progress"), name = document.createElement("span"), stop = document.createElement("button");
    name.textContent = file.name + " · " + size(file.size);
    bar.max = 1; bar.value = 0;
    bar.setAttribute("aria-label", box.dataset.sending + " " + file.name);
    stop.type = "button"; stop.className = "linkish"; stop.textContent = box.dataset.stop;
    item.append(name, " ", bar, " ", stop);
    box.querySelector("[data-sending-now]").appendChild(item);
    return { item: item, bar: bar, stop: stop };
  }
  function say(item, words, wrong) {
    item.querySelectorAll("progress, button").forEach(function (e) { e.remove(); });
    var told = document.createElement("span");
    told.className = wrong ? "bad small" : "quiet small";
    told.textContent = words;
    item.appendChild(told);
  }
  function keep(box, file) {
    var input = box.querySelector("input[type=file]"), all = new DataTransfer();
    Array.prototype.forEach.call(input.files, function (one) { all.items.add(one); });
    all.items.add(file);
    input.files = all.files;
  }

  function send(box, file) {
    var form = box.closest("form"), shown = line(box, file), asked = new XMLHttpRequest(), data = new FormData(), place = box.chosen = (box.chosen || 0) + 1;
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.append("file", file);
    form.dataset.sending = Number(form.dataset.sending || 0) + 1;
    asked.open("POST", box.dataset.holds);
    asked.setRequestHeader("Accept", "application/json");
    asked.upload.addEventListener("progress", function (event) { if (event.lengthComputable) { shown.bar.value = event.loaded / event.total; } });
    shown.stop.addEventListener("click", function () { asked.abort(); });
    asked.addEventListener("loadend", function () {
      var answer = null;
      try { answer = JSON.parse(asked.responseText); } catch (_) { /* no answer, or the login page */ }
      if (answer && answer.note) {
        shown.item.remove();
        showHeld(form, answer.note, file.name + " · " + size(file.size), place);
        form.dispatchEvent(new Event("change", { bubbles: true }));
      } else if (answer && answer.sentence) {
        say(shown.item, answer.sentence + " " + answer.way_out, true);
      } else if (shown.stopped) {
        shown.item.remove();
      } else {
        keep(box, file);
        say(shown.item, box.dataset.later, false);
      }
      form.dataset.sending = Number(form.dataset.sending) - 1;
      if (form.dataset.sending === "0" && form.waitingFor) { var by = form.waitingFor; form.waitingFor = null; form.requestSubmit(by.isConnected ? by : undefined); }
    });
    asked.addEventListener("abort", function () { shown.stopped = true; });
    asked.send(data);
  }
  function take(box, files) {
    if (!box.dataset.holds || !window.FormData) { return false; }
    Array.prototype.forEach.call(files, function (file) { send(box, file); });
    return true;
  }

  document.addEventListener("change", function (event) {
    var box = event.target.type === "file" && event.target.closest(".drop");
    if (!box) { return; }
    var files = Array.prototype.slice.call(event.target.files);
    if (take(box, files)) { event.target.value = ""; }
  });
  ["dragover", "dragleave", "drop"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var box = event.target.closest && event.target.closest(".drop");
      if (!box) { return; }
      event.preventDefault();
      box.classList.toggle("over", kind === "dragover");
      if (kind === "drop") { take(box, event.dataTransfer.files); }
    });
  });
  document.addEventListener("paste", function (event) {
    var box = document.querySelector(".drop[data-holds]");
    if (box && event.clipboardData && event.clipboardData.files.length) { event.preventDefault(); take(box, event.clipboardData.files); }
  });
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (Number(form.dataset.sending || 0) > 0 && event.submitter && event.submitter.name !== "add_row") {
      event.preventDefault();
      form.waitingFor = event.submitter;
      form.querySelectorAll("[data-waits]").forEach(function (e) { e.hidden = false; });
    }
  });
  window.mingzhi.showHeld = showHeld;
})();
