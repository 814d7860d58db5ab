// Strongest and weakest prompts of a style.
const prompts = {
  id: "prompts",
  needs: ["model", "pooling", "category", "lang", "style"],
  render(host) {
    const one = model();
    const part = pooled(one);
    host.append(make("p", { class: "note" }, say("prompts.note")));
    host.append(make("div", { class: "inline" }, picker(say("style"), "pick-style",
      STYLES.map((style) => [style, styleName(style)]), state.style, (value) => choose({ style: value }))));
    const values = part && part.prompts[state.style];
    if (!values) {
      host.append(make("p", {}, say("prompts.none", styleName(state.style), one ? one.id : "")));
      return;
    }
    const asked = run().prompts;
    const ranked = values.map((value, i) => i).filter((i) => isNumber(values[i]) && isShown(asked, i)).sort((a, b) => values[b] - values[a]);
    const count = Math.min(5, Math.ceil(ranked.length / 2));
    const grade = part.scores[state.style] ? part.scores[state.style].grade : "";
    host.append(make("p", {}, say("prompts.count", ranked.length, values.length), " ", badge(grade)));
    promptTable(host, "strongest", ranked.slice(0, count), values, grade);
    promptTable(host, "weakest", ranked.slice(ranked.length - count).reverse(), values, grade);
    promptHistogram(host, ranked.map((i) => values[i]), one);
  },
};

const isShown = (asked, i) =>
  (state.category === "all" || run().categories[asked.category[i]] === state.category) &&
  (state.lang === "all" || asked.langs[i] === state.lang);

const promptTable = (host, which, list, values, grade) => {
  const asked = run().prompts;
  const head = [say("prompt.id"), say("percent"), say("category"), say("topic"), say("lang"), say("prompt")];
  host.append(table("table-" + which, say("prompts." + which, styleName(state.style)), head, list.map((i) => [
    asked.ids[i],
    { node: grade === "X" ? make("span", { class: "untrusted" }, "(" + number(values[i]) + ")") : number(values[i]), value: values[i] },
    categoryName(run().categories[asked.category[i]]),
    asked.topics[i],
    asked.langs[i] || "–",
    asked.texts[i] || say("no.text"),
  ]), { left: [2, 3, 4, 5] }));
};

const promptHistogram = (host, values, one) => {
  if (values.length < 3) {
    return;
  }
  const place = chartHost("chart-prompts", say("prompts.label", styleName(state.style), one.id), 200);
  host.append(place);
  const step = 10;
  const low = Math.max(-100, Math.floor(Math.min(...values) / step) * step);
  const high = Math.min(200, Math.ceil((Math.max(...values) + 0.001) / step) * step);
  const bins = Array.from({ length: Math.max(1, (high - low) / step) }, (unused, i) => low + i * step);
  const counts = bins.map(() => 0);
  values.forEach((value) => { counts[Math.min(bins.length - 1, Math.max(0, Math.floor((value - low) / step)))] += 1; });
  draw(place, {
    grid: { left: 46, right: 20, top: 20, bottom: 40 },
    xAxis: { type: "category", data: bins.map((bin) => bin + "…" + (bin + step)), name: "%", ...axisLook(), splitLine: { show: false } },
    yAxis: { type: "value", ...axisLook() },
    series: [{ type: "bar", name: styleName(state.style), data: counts, itemStyle: { color: css(state.style) }, barCategoryGap: "8%" }],
    tooltip: { trigger: "item", formatter: (hit) => tip(hit.name + "%", say("prompts.in", hit.value)) },
  });
};
