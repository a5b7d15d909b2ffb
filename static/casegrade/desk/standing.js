// Where the pane stands: beside the form where the window is wide enough, as high as what is seen of the window.
const WIDE = matchMedia("(min-width: 62em)");
const LEAST = 320;

/** Sets up the pane's place. `onResize()` is told when its width changed. */
export function fitting(pane, opener, onResize) {
  const desk = pane.closest("[data-desk]");
  let width = 0;
  let timer = 0;

  function height() {
    if (!pane.hidden) {
      const top = Math.max(desk.getBoundingClientRect().top, 0);
      pane.style.height = `${Math.max(innerHeight - top - 8, LEAST)}px`;
    }
  }

  function widened() {
    document.body.classList.toggle("cg-reader-ready", WIDE.matches);
    opener.hidden = !WIDE.matches || !pane.hidden;
    height();
  }

  new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width && width && Math.abs(contentRect.width - width) > 1) {
      clearTimeout(timer);
      timer = setTimeout(onResize, 150);
    }
    width = contentRect.width || width;
  }).observe(pane);
  WIDE.addEventListener("change", widened);
  window.addEventListener("scroll", height, { passive: true });
  window.addEventListener("resize", height);
  widened();

  function turn(open) {
    pane.hidden = !open;
    document.body.classList.toggle("cg-reading", open);
    widened();
  }

  return { show: () => turn(true), hide: () => turn(false), isWide: () => WIDE.matches };
}
