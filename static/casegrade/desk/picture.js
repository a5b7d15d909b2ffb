// Shows a picture of the case in the pane, larger or smaller.
const GAP = 24;

/** Draws the picture into `view`, as wide as it is times `zoom`. */
export async function drawPicture(view, source, { zoom = 1 }) {
  const sheet = Object.assign(document.createElement("div"), { className: "cg-reader__sheet" });
  sheet.dataset.page = 1;
  const image = Object.assign(new Image(), { alt: `${source.title}: a picture without text`, className: "cg-reader__picture" });
  let factor = zoom;
  sheet.append(image);
  view.replaceChildren(sheet);
  const size = () => (sheet.style.width = `${Math.floor(Math.max(view.clientWidth - GAP, 100) * factor)}px`);
  size();
  image.src = source.fileUrl;
  await image.decode();
  return {
    last: 1,
    place: () => ({ page: 1, offset: view.scrollTop / (sheet.offsetHeight || 1), zoom: factor }),
    goTo: (page, offset = 0) => (view.scrollTop = offset * sheet.offsetHeight),
    zoomTo(next) {
      factor = Math.min(Math.max(next, 0.5), 6);
      size();
    },
    zoom: () => factor,
    end() {},
  };
}
