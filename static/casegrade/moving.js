// Lets parts of a draft be moved by dragging, on top of the buttons that move them. Without this file nothing is lost.
const form = document.querySelector("form[data-moves]");
const told = document.querySelector("[data-moved]");
let dragged = null;

const words = (row) => row.querySelector("a").textContent.trim();
const listOf = (row) => row.closest("[data-list]");

// Questions can be dropped into every list of questions, other parts only within their own.
const takes = (list) => list && dragged && (list === listOf(dragged) || (list.dataset.list === "question" && listOf(dragged).dataset.list === "question"));

function clean() {
  for (const part of document.querySelectorAll(".cg-tree__row--above, .cg-tree__list--into, .cg-tree__row--dragged")) {
    part.classList.remove("cg-tree__row--above", "cg-tree__list--into", "cg-tree__row--dragged");
  }
}

// Sends the move as a button would: what, out of which order, into what, and after which neighbour.
function send(list, before) {
  const others = [...list.children].filter((row) => row !== dragged);
  const position = before ? others.indexOf(before) : others.length;
  const after = position > 0 ? others[position - 1].dataset.code : "";
  const values = { place: dragged.dataset.place, order: dragged.dataset.order, after };
  if (list !== listOf(dragged)) {
    values.inside = list.dataset.inside || "framework:facts";
  }
  for (const [name, value] of Object.entries(values)) {
    const input = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(input);
  }
  told.textContent = `Moving: ${words(dragged)}`;
  form.submit();
}

if (form && told) {
  document.body.dataset.movesReady = "";
  for (const row of document.querySelectorAll("[data-list] > [data-place]")) {
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      dragged = row;
      row.classList.add("cg-tree__row--dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.dataset.place);
      told.textContent = `Dragging: ${words(row)}`;
    });
    row.addEventListener("dragend", () => {
      clean();
      dragged = null;
    });
  }
  for (const list of document.querySelectorAll("[data-list]")) {
    list.addEventListener("dragover", (event) => {
      if (!takes(list)) {
        return;
      }
      event.preventDefault();
      clean();
      dragged.classList.add("cg-tree__row--dragged");
      const over = event.target.closest("[data-place]");
      (over && over.parentElement === list ? over : list).classList.add(over && over.parentElement === list ? "cg-tree__row--above" : "cg-tree__list--into");
    });
    list.addEventListener("drop", (event) => {
      if (!takes(list)) {
        return;
      }
      event.preventDefault();
      const over = event.target.closest("[data-place]");
      if (over !== dragged) {
        send(list, over && over.parentElement === list ? over : null);
      }
    });
  }
}
