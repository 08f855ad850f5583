"use strict";
(function () {
  var form = document.getElementById("filter"), list = document.getElementById("risks");
  if (!form || !list) { return; }
  var cards = Array.prototype.slice.call(list.children), status = form.querySelector("[role=status]");
  var order = { high: 0, medium: 1, low: 2, "": 3 };
  var fold = function (text) { return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); };
  var texts = cards.map(function (card) {
    var parts = [card.querySelector("header"), card.querySelector(".actions")];
    return fold(parts.map(function (part) { return part ? part.textContent : ""; }).join(" "));
  });
  var isRated = function (card, wanted) {
    var likelihood = card.dataset.likelihood, impact = card.dataset.impact;
    switch (wanted) {
      case "l-high": return likelihood === "high";
      case "i-high": return impact === "high";
      case "both-high": return likelihood === "high" && impact === "high";
      case "any-high": return likelihood === "high" || impact === "high";
      case "blank": return (!likelihood || !impact) && (card.dataset.status === "open" || card.dataset.status === "materialised");
      default: return true;
    }
  };
  var compare = {
    "": function () { return 0; },
    changed: function (a, b) { return (b.dataset.changed || "").localeCompare(a.dataset.changed || "", "en"); },
    likelihood: function (a, b) { return order[a.dataset.likelihood] - order[b.dataset.likelihood]; },
    impact: function (a, b) { return order[a.dataset.impact] - order[b.dataset.impact]; }
  };
  var show = function () {
    var wanted = form.elements, words = fold(wanted.text.value).split(/\s+/).filter(Boolean), number = 0;
    cards.forEach(function (card, place) {
      var fits = (!wanted.tool.value || card.dataset.tool === wanted.tool.value) &&
        (!wanted.status.value || card.dataset.status === wanted.status.value) && isRated(card, wanted.rating.value) &&
        words.every(function (word) { return texts[place].indexOf(word) >= 0; });
      card.hidden = !fits;
      number += fits ? 1 : 0;
    });
    var sorted = cards.slice().sort(function (a, b) {
      return compare[wanted.sort.value](a, b) || a.dataset.place - b.dataset.place;
    });
    sorted.forEach(function (card) { list.appendChild(card); });
    status.textContent = number === cards.length ? cards.length + " risks" : number + " of " + cards.length + " risks shown";
  };
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(show, 0); });
  document.addEventListener("click", function (event) {
    // A link to a risk that the filter hides must not lead nowhere.
    var link = event.target.closest ? event.target.closest("a.id") : null;
    var target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (target && target.closest("[hidden]")) { form.reset(); show(); }
  });
  show();
}());
