// Two models: the sentence, paired differences by category, trajectories over each other.
const pairOf = () => {
  const pairs = run() ? run().found.pairs : [];
  const a = model() ? model().id : "";
  const own = pairs.filter((pair) => pair.a === a || pair.b === a);
  return own.find((pair) => pair.a === state.other || pair.b === state.other) ?? first(own, null);
};
const otherOf = (pair) => (pair.a === model().id ? pair.b : pair.a);

const comparePicker = () => {
  const own = run().found.pairs.filter((pair) => pair.a === model().id || pair.b === model().id);
  return make("div", { class: "inline" }, picker(say("compare.with", model().id), "pick-other-" + comparePicker.count++,
    own.map((pair) => [otherOf(pair), otherOf(pair)]), otherOf(pairOf()), (value) => choose({ other: value })));
};
comparePicker.count = 0;

const compare = {
  id: "compare",
  needs: ["model", "other", "category", "style", "pooling"],
  render(host) {
    host.append(make("p", { class: "note" }, say("compare.note")));
    host.append(...[gapsOf(gapsWith("pair", "states."))].filter(Boolean));
    const pair = pairOf();
    if (!pair) {
      host.append(make("p", {}, say("compare.none")));
      return;
    }
    host.append(comparePicker());
    host.append(make("ul", { class: "sentences", id: "compare-sentences" },
      pair.styles.map((one) => make("li", { class: one.finding === "UNTRUSTED" ? "untrusted" : undefined }, one.sentences[state.language]))));
    if (pair.unlike.length > 0) {
      host.append(make("p", { class: "note" }, say("compare.unlike", pair.unlike.map((key) => say("unlike." + key)).join("; "))));
    }
    compareTable(host, pair);
    differences(host, pair);
    overlaid(host, pair);
  },
};

const compareTable = (host, pair) => {
  const head = [say("style"), pair.a, say("low"), say("high"), pair.b, say("low"), say("high"), say("difference"), say("low"), say("high"),
    say("relative"), "g", "CL", say("grade"), say("finding")];
  const rows = pair.styles.map((one) => {
    const failed = one.finding === "UNTRUSTED";
    return [styleName(one.style), ...doubtfulCells(one.first, failed), ...doubtfulCells(one.second, failed), ...doubtfulCells(one.difference, failed, 1, signed),
      isNumber(one.relative.e) && !failed ? { node: signed(one.relative.e, 0) + "%", value: one.relative.e } : "–",
      { node: failed ? "–" : signed(one.hedges, 2), value: failed ? null : one.hedges },
      { node: failed ? "–" : number(one.common.e, 2), value: failed ? null : one.common.e },
      { node: badge(one.grade), value: one.grade }, say("finding." + one.finding)];
  });
  host.append(table("table-compare", say("compare.caption", pair.a, pair.b, say("pooling." + run().found.pooling)), head, rows, { left: [14] }));
};

const differences = (host, pair) => {
  const measured = pair.styles.filter((one) => isNumber(one.difference.e));
  if (measured.length === 0) {
    host.append(make("p", {}, say("compare.unmeasured")));
    return;
  }
  host.append(make("h3", {}, say("differences", pair.a, pair.b)), make("p", { class: "note" }, say("differences.note")));
  const rows = [];
  for (const one of measured) {
    rows.push({ style: one, name: "all", point: { ...one.difference, grade: one.grade } });
    Object.entries(one.categories).forEach(([name, point]) => rows.push({ style: one, name, point: { ...point, grade: one.grade } }));
  }
  const visible = rows.filter((row) => state.category === "all" || row.name === "all" || row.name === state.category);
  const place = chartHost("chart-differences", say("differences", pair.a, pair.b), 22 * visible.length + 70);
  host.append(place);
  const label = (row) => styleName(row.style.style) + ", " + categoryName(row.name);
  draw(place, {
    grid: { left: 190, right: 24, top: 14, bottom: 44 },
    xAxis: { type: "value", name: say("points"), nameLocation: "middle", nameGap: 26, ...axisLook() },
    yAxis: { type: "category", inverse: true, data: visible.map(label), ...axisLook(), axisLabel: { color: css("ink"), width: 180, overflow: "truncate" } },
    series: measured.map((one) => whiskerSeries(styleName(one.style), css(one.style),
      visible.map((row, r) => [row, r]).filter(([row]) => row.style === one).map(([row, r]) => whisker(row.point, r)))),
    tooltip: { trigger: "item", formatter: (hit) => tip(label(visible[hit.value[1]]), pointText(visible[hit.value[1]].point, 1, signed), say("finding." + visible[hit.value[1]].style.finding)) },
  });
  host.append(foldedTable("table-differences", say("differences", pair.a, pair.b),
    [say("style"), say("category"), say("difference"), say("low"), say("high"), say("grade")],
    rows.map((row) => [styleName(row.style.style), categoryName(row.name), ...pointCells(row.point, 1, signed), row.point.grade]), { left: [1] }));
};

const overlaid = (host, pair) => {
  const both = [pair.a, pair.b].map((id) => models().find((one) => one.id === id)).filter((one) => one && pooled(one) && pooled(one).paired[state.style]);
  host.append(make("h3", {}, say("overlaid")), make("div", { class: "inline" }, picker(say("style"), "pick-style-compare",
    STYLES.map((style) => [style, styleName(style)]), state.style, (value) => choose({ style: value }))));
  if (both.length === 0) {
    host.append(make("p", {}, say("compare.unmeasured")));
    return;
  }
  const place = chartHost("chart-overlaid", say("overlaid.label", styleName(state.style), pair.a, pair.b), 320);
  host.append(place);
  const colours = [css("a"), css("b")];
  draw(place, {
    legend: { ...legendLook(), data: both.map((one) => one.id) },
    grid: { left: 52, right: 24, top: 40, bottom: 46 },
    xAxis: { type: "value", name: say("depth"), nameLocation: "middle", nameGap: 28, min: 0, max: 1, ...axisLook() },
    yAxis: { type: "value", name: "%", min: -25, max: 150, interval: 25, ...axisLook() },
    series: both.flatMap((one, m) => {
      const part = pooled(one);
      const curve = part.paired[state.style][state.category] ?? part.paired[state.style].all;
      return [
        bandSeries(one.id, colours[m], part.depths.map((depth, i) => [depth, curve.l[i], curve.h[i]])),
        { type: "line", name: one.id, data: part.depths.map((depth, i) => [depth, curve.e[i]]), symbol: m === 0 ? "circle" : "diamond", symbolSize: 5,
          lineStyle: { color: colours[m], type: m === 0 ? "solid" : "dashed" }, itemStyle: { color: colours[m] }, z: 3 },
      ];
    }),
    tooltip: { trigger: "item", formatter: (hit) => tip(hit.seriesName, say("depth") + " " + number(hit.value[0], 2), number(hit.value[1]) + "%") },
  });
};
