/**
 * Figures take the colours of the page and follow its scheme: Matplotlib draws with the light scheme's colours, and in the
 * finished SVG each of them becomes the custom property that holds it.
 * @import { Figure } from "./types.js"
 */

/** Custom properties and what they stand for where a site has none. */
const COLOURS = {
  text: "#20262d",
  muted: "#59616b",
  axis: "#8b8f92",
  grid: "#e4e1d6",
  background: "#fcfbf7",
};

const HUES = {
  blue: "#1f4f9e",
  vermilion: "#b9480f",
  green: "#14775b",
  purple: "#6f3a98",
  ochre: "#82640a",
  rose: "#b0387a",
  cyan: "#1b7591",
  brown: "#6e2f22",
};

/** Matplotlib's settings; `cycle` is the colours of lines that have none. */
export function rcParams() {
  return {
    cycle: Object.values(HUES),
    "figure.figsize": [7, 3.4],
    "figure.constrained_layout.use": true,
    "figure.facecolor": "none",
    "figure.edgecolor": "none",
    "savefig.facecolor": "none",
    "savefig.edgecolor": "none",
    "svg.fonttype": "none",
    "font.size": 11,
    "text.color": COLOURS.text,
    "axes.facecolor": "none",
    "axes.edgecolor": COLOURS.axis,
    "axes.labelcolor": COLOURS.text,
    "axes.titlecolor": COLOURS.text,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "axes.linewidth": 0.8,
    "axes.spines.top": false,
    "axes.spines.right": false,
    "axes.axisbelow": true,
    "axes.grid": true,
    "grid.color": COLOURS.grid,
    "grid.linewidth": 0.7,
    "lines.linewidth": 2,
    "lines.solid_capstyle": "round",
    "patch.edgecolor": COLOURS.background,
    "legend.frameon": false,
    "xtick.color": COLOURS.axis,
    "ytick.color": COLOURS.axis,
    "xtick.labelcolor": COLOURS.muted,
    "ytick.labelcolor": COLOURS.muted,
    "image.cmap": "cividis",
  };
}

const NAMES = new Map(Object.entries({ ...COLOURS, ...HUES }).map(([name, value]) => [value, name]));
const ALLOWED_LINK = /^(#|data:image\/(png|jpeg|webp);)/;

const SCHEMES = { light: "default", dark: "slate" };

/** What stands for Matplotlib's colours in each scheme of the page, whichever it has now. */
export function schemes() {
  const probe = document.createElement("div");
  document.body.append(probe);
  const entries = Object.entries(SCHEMES).map(([name, scheme]) => {
    probe.setAttribute("data-md-color-scheme", scheme);
    const style = getComputedStyle(probe);
    return [name, Object.fromEntries([...NAMES].map(([hex, token]) => [hex, style.getPropertyValue(`--musings-${token}`).trim() || hex]))];
  });
  probe.remove();
  return Object.fromEntries(entries);
}

/** @param {Figure} figure @returns {Element[]} the drawing, or a picture for each scheme; the style sheet shows one */
export function shownAs(figure) {
  if ("svg" in figure) return [drawing(figure.svg, figure.label)].filter((svg) => svg !== undefined);
  return [["light", figure.light], ["dark", figure.dark]].map(([scheme, png]) => {
    const image = new Image();
    image.className = `live-${scheme}`;
    image.alt = figure.label;
    image.src = `data:image/png;base64,${png}`;
    return image;
  });
}

/**
 * @param {string} source @param {string} label
 * @returns {SVGElement | undefined} the drawing, with nothing in it that acts or asks another host
 */
function drawing(source, label) {
  const text = source.replace(/#[0-9a-f]{6}\b/gi, (hex) => {
    const name = NAMES.get(hex.toLowerCase());
    return name ? `var(--musings-${name}, ${hex})` : hex;
  });
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (!(parsed instanceof SVGElement)) return undefined;
  for (const element of [parsed, ...parsed.querySelectorAll("*")]) {
    if (["script", "foreignObject", "metadata", "animate", "set", "iframe"].includes(element.localName)) element.remove();
    for (const { name, value } of [...element.attributes]) {
      const link = name === "href" || name.endsWith(":href");
      if (/^on/i.test(name) || (link && !ALLOWED_LINK.test(value))) element.removeAttribute(name);
    }
  }
  parsed.setAttribute("role", "img");
  parsed.setAttribute("aria-label", label);
  parsed.removeAttribute("width");
  parsed.removeAttribute("height");
  return /** @type {SVGElement} */ (document.importNode(parsed, true));
}
