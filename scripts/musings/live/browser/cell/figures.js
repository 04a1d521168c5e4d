/**
 * Figures take the colours of the page and follow its scheme: Matplotlib draws with the light scheme's colours, and in the
 * finished SVG each of them becomes the custom property that holds it.
 * @import { Figure, Pictures, Plan } from "../page/types.js"
 */

const ROLES = ["text", "muted", "axis", "grid", "background"];
const HUES = ["blue", "vermilion", "green", "purple", "ochre", "rose", "cyan", "brown"];
const SCHEMES = { light: "default", dark: "slate" };
const ALLOWED_LINK = /^(#|data:image\/(png|jpeg|webp);)/;

/** The site's colours by name in each scheme, whichever the page has now; those that it has not are left out. */
function colours() {
  const probe = document.createElement("div");
  document.body.append(probe);
  const entries = Object.entries(SCHEMES).map(([name, scheme]) => {
    probe.setAttribute("data-md-color-scheme", scheme);
    const style = getComputedStyle(probe);
    const found = [...ROLES, ...HUES].map((token) => [token, style.getPropertyValue(`--musings-${token}`).trim().toLowerCase()]);
    return [name, Object.fromEntries(found.filter(([, colour]) => colour))];
  });
  probe.remove();
  return /** @type {Pictures<Record<string, string>>} */ (Object.fromEntries(entries));
}

/**
 * How Python draws for this page.
 * @param {number} width of the place for a figure, in px
 * @returns {NonNullable<Plan["pictures"]>}
 */
export function pictures(width) {
  const { light, dark } = colours();
  const schemes = { light: mapped(light, light), dark: mapped(light, dark) };
  return { pixels: Math.ceil(width * devicePixelRatio), schemes, settings: rcParams(light) };
}

/** @param {Record<string, string>} from @param {Record<string, string>} to colours by name @returns colours by colour */
function mapped(from, to) {
  return Object.fromEntries(Object.entries(from).map(([name, colour]) => [colour, to[name] ?? colour]));
}

/** Matplotlib's settings, `cycle` for the colours of lines that have none. @param {Record<string, string>} light */
function rcParams(light) {
  const cycle = HUES.flatMap((hue) => light[hue] ?? []);
  return {
    ...(cycle.length && { cycle }),
    "figure.figsize": [7, 3.4],
    "figure.constrained_layout.use": true,
    "figure.facecolor": "none",
    "figure.edgecolor": "none",
    "savefig.facecolor": "none",
    "savefig.edgecolor": "none",
    "svg.fonttype": "none",
    "font.size": 11,
    "text.color": light.text,
    "axes.facecolor": "none",
    "axes.edgecolor": light.axis,
    "axes.labelcolor": light.text,
    "axes.titlecolor": light.text,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "axes.linewidth": 0.8,
    "axes.spines.top": false,
    "axes.spines.right": false,
    "axes.axisbelow": true,
    "axes.grid": true,
    "grid.color": light.grid,
    "grid.linewidth": 0.7,
    "lines.linewidth": 2,
    "lines.solid_capstyle": "round",
    "patch.edgecolor": light.background,
    "legend.frameon": false,
    "xtick.color": light.axis,
    "ytick.color": light.axis,
    "xtick.labelcolor": light.muted,
    "ytick.labelcolor": light.muted,
    "image.cmap": "cividis",
  };
}

/** @param {Figure} figure @returns {Element[]} the drawing, or a picture for each scheme; the style sheet shows one */
export function shownAs(figure) {
  if ("svg" in figure) return [drawing(figure.svg, figure.label)].filter((svg) => svg !== undefined);
  return [["light", figure.light], ["dark", figure.dark]].map(([scheme, png]) => {
    const image = new Image();
    image.className = `live-${scheme}`;
    image.alt = figure.label;
    image.decoding = "async";
    image.src = `data:image/png;base64,${png}`;
    return image;
  });
}

/**
 * @param {string} source @param {string} label
 * @returns {SVGElement | undefined} the drawing, with nothing in it that acts or asks another host
 */
export function drawing(source, label) {
  const names = new Map(Object.entries(colours().light).map(([name, colour]) => [colour, name]));
  const text = source.replace(/#[0-9a-f]{6}\b/gi, (hex) => {
    const name = names.get(hex.toLowerCase());
    return name ? `var(--musings-${name}, ${hex})` : hex;
  });
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (!(parsed instanceof SVGElement)) return undefined;
  for (const element of [parsed, ...parsed.querySelectorAll("*")]) {
    if (["script", "foreignObject", "metadata", "animate", "set", "iframe", "style"].includes(element.localName)) element.remove();
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
