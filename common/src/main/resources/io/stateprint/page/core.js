// Data, words, choices of the reader, and small helpers. Text enters the page as text nodes only.
const parsed = (id) => JSON.parse(document.getElementById(id).textContent);
const DATA = parsed("data");
const WORDS = parsed("words");
const STYLES = ["empathy", "technicality", "creativity", "formality"];

const first = (list, otherwise) => (list.length > 0 ? list[0] : otherwise);
const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
const state = {
  language: DATA.language,
  theme: prefersDark.matches ? "dark" : "light",
  run: first(DATA.runs, { id: "" }).id,
  model: "",
  pooling: "last",
  category: "all",
  lang: "all",
  layer: "band",
  style: "empathy",
  other: "",
  profile: "",
  system: "",
  colour: "category",
  mapLayer: 0,
};

const say = (key, ...words) => {
  const text = WORDS[state.language][key];
  return text === undefined ? key : text.replace(/\{(\d+)\}/g, (all, i) => String(words[i] ?? ""));
};
const known = (key, otherwise) => (WORDS[state.language][key] === undefined ? otherwise : say(key));
const styleName = (style) => known(style, style);
const categoryName = (name) => known("category." + name, name);
const gapText = (gap) => say("gap." + gap.key, ...gap.words);

const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
const formats = new Map();
const format = (value, decimals, sign) => {
  if (!isNumber(value)) {
    return "–";
  }
  const key = state.language + decimals + sign;
  if (!formats.has(key)) {
    formats.set(key, new Intl.NumberFormat(state.language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: sign ? "exceptZero" : "auto",
    }));
  }
  return formats.get(key).format(value);
};
const number = (value, decimals = 1) => format(value, decimals, false);
const signed = (value, decimals = 1) => format(value, decimals, true);
const between = (low, high, decimals = 1, write = number) =>
  isNumber(low) && isNumber(high)
    ? "[" + write(low, decimals) + (state.language === "ru" ? "; " : ", ") + write(high, decimals) + "]"
    : say("no.interval");
const short = (hash) => (hash ? hash.slice(0, 12) : say("none"));

/** An element; children are elements or text. */
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined) {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
  return element;
};

const run = () => DATA.runs.find((one) => one.id === state.run) ?? first(DATA.runs, null);
const models = () => (run() ? run().models : []);
const scoresOf = (one) => {
  const part = pooled(one);
  return part ? Object.values(part.scores).filter((score) => isNumber(score.all.e)).length : -1;
};
/** The chosen model; at first the one that has most to show. */
const model = () => models().find((one) => one.id === state.model)
  ?? models().reduce((best, one) => (best === null || scoresOf(one) > scoresOf(best) ? one : best), null);
const pooled = (one) => (one ? one.poolings[state.pooling] ?? first(Object.values(one.poolings), null) : null);
const hasScores = (one) => Boolean(pooled(one)) && Object.keys(pooled(one).scores).length > 0;

/** Index of the chosen layer in a model, or -1 where the headline is asked for or it is not there. */
const layerAt = (part) => (state.layer === "band" || !part ? -1 : part.layers.indexOf(Number(state.layer)));

/** The number that stands for a style under the reader's choices: {e, l, h, grade, why}. */
const standing = (one, style) => {
  const part = pooled(one);
  const score = part && part.scores[style];
  const none = { e: null, l: null, h: null, grade: score ? score.grade : "", why: score ? score.why : "" };
  if (!score) {
    return none;
  }
  if (state.layer === "band") {
    const point = state.category === "all" ? score.all : score.categories[state.category];
    return point ? { ...point, grade: score.grade, why: score.why } : none;
  }
  const at = layerAt(part);
  const curve = part.paired[style] && part.paired[style][state.category];
  return at < 0 || !curve
    ? { ...none, why: say("no.layer", state.layer) }
    : { e: curve.e[at], l: curve.l[at], h: curve.h[at], grade: part.grades[style][at], why: "" };
};

const badge = (grade) =>
  grade ? make("span", { class: "badge " + grade, title: say("grade." + grade) }, grade) : "";

/** A number with its interval and grade; one that must not be used stands grey in brackets. */
const graded = (point, decimals = 1, write = number) => {
  if (!isNumber(point.e)) {
    return make("span", { class: "untrusted", title: point.why || undefined }, "– ", badge(point.grade));
  }
  const failed = point.grade === "X";
  return make(
    "span",
    { class: failed ? "untrusted" : undefined },
    failed ? "(" + write(point.e, decimals) + ")" : write(point.e, decimals),
    " ",
    make("span", { class: "interval" }, between(point.l, point.h, decimals, write)),
    " ",
    badge(point.grade),
  );
};

const gapsOf = (list) =>
  list.length === 0 ? null : make("ul", { class: "gaps" }, list.map((gap) =>
    make("li", { class: gap.key === "random" ? "random" : undefined }, gapText(gap))));
const gapsWith = (...prefixes) => (run() ? run().gaps : [])
  .concat(...models().map((one) => one.gaps))
  .filter((gap) => prefixes.some((prefix) => gap.key.startsWith(prefix)));
