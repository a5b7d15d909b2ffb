// Asks before a page with unsaved words is left, also when another form of the page is sent. The browser shows its own
// question; without this file nothing breaks.
const unsaved = new Set();

for (const form of document.querySelectorAll("form[data-unsaved]")) {
  if (form.dataset.unsaved === "now") {
    unsaved.add(form);
  }
  form.addEventListener("input", () => {
    unsaved.add(form);
  });
}

// A form that is sent takes its own words along, and no other form's. If somebody stays, they are unsaved again.
let sent = null;
document.addEventListener("submit", (event) => {
  sent = event.defaultPrevented ? null : event.target;
});

window.addEventListener("beforeunload", (event) => {
  const left = [...unsaved].filter((form) => form !== sent);
  sent = null;
  if (left.length > 0) {
    event.preventDefault();
  }
});
