// Draws a PDF page by page, those near the view alone, with its text on top so that words can be selected.
const VENDOR = new URL("../../vendor/pdfjs/", import.meta.url).href;
const NEAR = "100% 0px";
const MOST_PIXELS = 16_000_000;
const GAP = 24;
let library = null;

async function load() {
  library ??= await import(`${VENDOR}pdf.min.mjs`);
  library.GlobalWorkerOptions.workerSrc = `${VENDOR}pdf.worker.min.mjs`;
  return library;
}

/** Opens a PDF's bytes. Nothing in it is run, and nothing needs more than the content policy allows. */
export async function openPdf(data) {
  const { getDocument } = await load();
  return getDocument({
    data,
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: true,
    enableXfa: false,
    wasmUrl: VENDOR,
    standardFontDataUrl: VENDOR,
    verbosity: 0,
  }).promise;
}

/** Draws the pages into `view`. `onDrawn(page, textElement)` is told of each page whose text has come. */
export async function drawPdf(view, pdf, { zoom = 1, onDrawn }) {
  const first = (await pdf.getPage(1)).getViewport({ scale: 1 });
  const sheets = Array.from({ length: pdf.numPages }, (_, at) => ({
    number: at + 1,
    width: first.width,
    height: first.height,
    element: sheetElement(at + 1),
  }));
  let factor = zoom;
  view.replaceChildren(...sheets.map(({ element }) => element));

  const scaleOf = (sheet) => (Math.max(view.clientWidth - GAP, 100) / sheet.width) * factor;

  function size(sheet) {
    const scale = scaleOf(sheet);
    sheet.element.style.setProperty("--total-scale-factor", scale);
    sheet.element.style.width = `${Math.floor(sheet.width * scale)}px`;
    sheet.element.style.height = `${Math.floor(sheet.height * scale)}px`;
  }

  function clear(sheet) {
    sheet.task?.cancel();
    sheet.task = sheet.drawing = null;
    sheet.element.replaceChildren();
  }

  async function draw(sheet) {
    const mine = {};
    sheet.drawing = mine;
    const page = await pdf.getPage(sheet.number);
    const plain = page.getViewport({ scale: 1 });
    if (plain.width !== sheet.width || plain.height !== sheet.height) {
      const place = placeNow();
      Object.assign(sheet, { width: plain.width, height: plain.height });
      size(sheet);
      goTo(place.page, place.offset);
    }
    const viewport = page.getViewport({ scale: scaleOf(sheet) });
    const area = viewport.width * viewport.height;
    const sharp = Math.min(devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / area));
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(viewport.width * sharp);
    canvas.height = Math.floor(viewport.height * sharp);
    canvas.setAttribute("aria-hidden", "true");
    if (sheet.drawing !== mine) {
      return;
    }
    const words = Object.assign(document.createElement("div"), { className: "cg-reader__words-layer" });
    sheet.element.replaceChildren(canvas, words);
    sheet.task = page.render({ canvas, viewport, transform: sharp === 1 ? null : [sharp, 0, 0, sharp, 0, 0] });
    const text = new library.TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport });
    await Promise.all([sheet.task.promise, text.render()]);
    if (sheet.drawing === mine) {
      words.append(Object.assign(document.createElement("div"), { className: "cg-reader__words-end" }));
      onDrawn(sheet.number, words);
    }
  }

  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const sheet = sheets[Number(target.dataset.page) - 1];
        if (!isIntersecting) {
          clear(sheet);
        } else if (!sheet.drawing) {
          draw(sheet).catch((fault) => fault?.name === "RenderingCancelledException" || told(sheet));
        }
      }
    },
    { root: view, rootMargin: NEAR },
  );

  function layOut() {
    watcher.disconnect();
    for (const sheet of sheets) {
      clear(sheet);
      size(sheet);
      watcher.observe(sheet.element);
    }
  }

  function placeNow() {
    const top = view.scrollTop + 1;
    const sheet = sheets.findLast(({ element }) => element.offsetTop - GAP <= top) ?? sheets[0];
    const offset = (view.scrollTop - sheet.element.offsetTop) / (sheet.element.offsetHeight || 1);
    return { page: sheet.number, offset: Math.max(offset, 0) };
  }

  function goTo(page, offset = 0) {
    const { element } = sheets[Math.min(Math.max(page, 1), sheets.length) - 1];
    view.scrollTop = element.offsetTop + offset * element.offsetHeight - (offset ? 0 : GAP / 4);
  }

  function zoomTo(next) {
    const place = placeNow();
    factor = Math.min(Math.max(next, 0.5), 4);
    layOut();
    goTo(place.page, place.offset);
  }

  layOut();
  return {
    last: sheets.length,
    place: () => ({ ...placeNow(), zoom: factor }),
    goTo,
    zoomTo,
    zoom: () => factor,
    end() {
      watcher.disconnect();
      sheets.forEach(clear);
    },
  };
}

function sheetElement(number) {
  const element = Object.assign(document.createElement("div"), { className: "cg-reader__sheet" });
  element.dataset.page = number;
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", `Page ${number}`);
  return element;
}

function told(sheet) {
  const words = Object.assign(document.createElement("p"), { textContent: "This page cannot be drawn. Open the original file to see it." });
  words.className = "govuk-body";
  sheet.element.replaceChildren(words);
}
