// The page as a whole: head, filters, sections that are drawn when they come into view.
const SECTIONS = [overview, portrait, prompts, compare, geometry, align, systems, choice, drift, map, method];
const dirty = new Set();
const visible = new Set();
let watcher = null;

const poolings = () => [...new Set(models().flatMap((one) => Object.keys(one.poolings)))].sort();
const langs = () => [...new Set(run() ? run().prompts.langs.filter(Boolean) : [])].sort();
const layers = () => [...new Set(models().flatMap((one) => (pooled(one) ? Array.from(pooled(one).layers) : [])))].sort((a, b) => a - b);

/** Choices that the run does not have fall back to what it has. */
const settle = () => {
  state.run = run() ? run().id : "";
  state.model = model() ? model().id : "";
  const keep = (value, all, otherwise) => (all.includes(value) ? value : otherwise);
  state.pooling = keep(state.pooling, poolings(), poolings().includes("last") ? "last" : first(poolings(), "last"));
  state.category = keep(state.category, run() ? run().categories : [], "all");
  state.lang = keep(state.lang, langs(), "all");
  state.layer = keep(String(state.layer), layers().map(String), "band");
};

const filters = () => make("form", { class: "filters", id: "filters", "aria-label": say("filters"), onsubmit: (event) => event.preventDefault() },
  picker(say("run"), "filter-run", DATA.runs.map((one) => [one.id, one.id]), state.run, (value) => choose({ run: value })),
  picker(say("model"), "filter-model", models().map((one) => [one.id, one.id]), state.model, (value) => choose({ model: value })),
  picker(say("category"), "filter-category", [["all", categoryName("all")], ...(run() ? run().categories : []).map((name) => [name, categoryName(name)])],
    state.category, (value) => choose({ category: value })),
  picker(say("lang"), "filter-lang", [["all", say("lang.all")], ...langs().map((one) => [one, one])], state.lang, (value) => choose({ lang: value })),
  picker(say("layer"), "filter-layer", [["band", say("layer.band")], ...layers().map((layer) => [String(layer), String(layer)])], state.layer, (value) => choose({ layer: value })),
  picker(say("pooling"), "filter-pooling", poolings().map((one) => [one, say("pooling." + one)]), state.pooling, (value) => choose({ pooling: value })));

const head = () => make("header", { class: "top" },
  make("h1", {}, "Stateprint"),
  make("span", { class: "made" }, say("made", DATA.made, DATA.version)),
  make("div", { class: "tools" },
    make("button", { type: "button", id: "language", lang: state.language === "en" ? "ru" : "en", onclick: () => build({ language: state.language === "en" ? "ru" : "en" }) },
      state.language === "en" ? "Русский" : "English"),
    make("button", { type: "button", id: "theme", onclick: () => build({ theme: state.theme === "dark" ? "light" : "dark" }) },
      say(state.theme === "dark" ? "theme.light" : "theme.dark"))));

/** Where a language is chosen: what of a section is of all of them, for the tables hold no such number by language. */
const languageNote = (section) => {
  if (state.lang === "all" || run().prompts.langs.every((one) => one === state.lang)) {
    return "";
  }
  const own = "lang." + section.id;
  return section.needs.includes("lang") ? (own in WORDS[state.language] ? say(own, state.lang) : "") : say("lang.note", state.lang);
};
const noteLanguages = () => SECTIONS.forEach((section) => {
  const place = document.getElementById("lang-" + section.id);
  place.textContent = languageNote(section);
  place.hidden = place.textContent === "";
});

const drawn = (section) => {
  const host = document.getElementById("in-" + section.id);
  const focus = host.contains(document.activeElement) ? document.activeElement.id : "";
  const opened = [...host.querySelectorAll("details[open]")].map((one) => one.id);
  host.style.minHeight = host.offsetHeight + "px";
  host.replaceChildren();
  try {
    section.render(host);
  } catch (failure) {
    console.error(failure);
    host.append(make("p", { class: "alarm" }, say("failed", String(failure))));
  }
  opened.forEach((id) => {
    const one = document.getElementById(id);
    if (one) {
      unfold(one);
    }
  });
  host.style.minHeight = "";
  host.dataset.ready = "true";
  dirty.delete(section.id);
  if (focus && document.getElementById(focus)) {
    document.getElementById(focus).focus();
  }
};

const refresh = () => SECTIONS.filter((section) => visible.has(section.id) && dirty.has(section.id)).forEach(drawn);
const isInView = (section) => {
  const box = document.getElementById(section.id).getBoundingClientRect();
  return box.bottom > 0 && box.top < window.innerHeight;
};
/** What the reader sees is drawn at once, what lies near it after the next frame. */
const refreshSeen = () => {
  SECTIONS.filter((section) => dirty.has(section.id) && isInView(section)).forEach(drawn);
  requestAnimationFrame(() => setTimeout(refresh, 50));
};

/** Takes a choice of the reader over, and draws what is in view anew. */
const choose = (changes) => {
  const before = { ...state };
  Object.assign(state, changes);
  settle();
  const changed = Object.keys(state).filter((key) => state[key] !== before[key]);
  const focus = document.activeElement ? document.activeElement.id : "";
  document.getElementById("filters").replaceWith(filters());
  SECTIONS.filter((section) => changed.some((key) => key === "run" || section.needs.includes(key))).forEach((section) => {
    dirty.add(section.id);
    delete document.getElementById("in-" + section.id).dataset.ready;
  });
  noteLanguages();
  refreshSeen();
  if (focus && document.getElementById(focus)) {
    document.getElementById(focus).focus();
  }
};

const watch = () => {
  watcher?.disconnect();
  visible.clear();
  watcher = new IntersectionObserver((entries) => {
    entries.forEach((entry) => (entry.isIntersecting ? visible.add(entry.target.id) : visible.delete(entry.target.id)));
    refresh();
  }, { rootMargin: "300px 0px" });
  SECTIONS.forEach((section) => {
    dirty.add(section.id);
    watcher.observe(document.getElementById(section.id));
  });
};

const build = (changes = {}) => {
  const focus = document.activeElement ? document.activeElement.id : "";
  Object.assign(state, changes);
  settle();
  document.documentElement.lang = state.language;
  document.documentElement.dataset.theme = state.theme;
  document.title = "Stateprint: " + (state.run || say("none"));
  document.getElementById("app").replaceChildren(
    make("a", { class: "skip", href: "#main" }, say("skip")),
    head(),
    make("div", { class: "bar", role: "region", "aria-label": say("filters") }, filters(),
      make("nav", { "aria-label": say("sections") }, make("ul", {}, SECTIONS.map((section) =>
        make("li", {}, make("a", { href: "#" + section.id }, say("section." + section.id))))))),
    make("main", { id: "main", tabindex: "-1" }, SECTIONS.map((section) =>
      make("section", { id: section.id, "aria-labelledby": "name-" + section.id },
        make("h2", { id: "name-" + section.id }, say("section." + section.id)),
        make("p", { id: "lang-" + section.id, class: "note", hidden: true }),
        make("div", { id: "in-" + section.id, class: "waits" })))));
  noteLanguages();
  watch();
  if (focus && document.getElementById(focus)) {
    document.getElementById(focus).focus();
  }
};

/** Paper shows everything, light, at its own width; afterwards all is as it was. */
let screen = null;
window.addEventListener("beforeprint", () => {
  screen = { theme: state.theme };
  state.theme = "light";
  document.documentElement.dataset.theme = "light";
  document.documentElement.classList.add("printing");
  SECTIONS.forEach(drawn);
  document.querySelectorAll("details").forEach(unfold);
});
window.addEventListener("afterprint", () => {
  document.documentElement.classList.remove("printing");
  build(screen ?? {});
});
prefersDark.addEventListener("change", (event) => build({ theme: event.matches ? "dark" : "light" }));

build();
