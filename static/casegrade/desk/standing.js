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
      const { top, bottom } = desk.getBoundingClientRect();
      pane.style.height = `${Math.max(Math.min(innerHeight - 8, bottom) - Math.max(top, 0), LEAST)}px`;
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

  // What one looks at in the form stays where it is on the screen while the form grows narrower or wider.
  function turn(open) {
    const seen = [...desk.querySelectorAll("section[id]")].find((section) => section.getBoundingClientRect().bottom > 0);
    const before = seen?.getBoundingClientRect().top;
    pane.hidden = !open;
    document.body.classList.toggle("cg-reading", open);
    if (seen && scrollY > 0) {
      window.scrollBy({ top: seen.getBoundingClientRect().top - before, behavior: "instant" });
    }
    widened();
  }

  return { show: () => turn(true), hide: () => turn(false), isWide: () => WIDE.matches };
}
