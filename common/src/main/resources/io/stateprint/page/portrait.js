// One model: styles by depth, categories by layer, what is typical.
const portrait = {
  id: "portrait",
  needs: ["model", "pooling", "category", "layer"],
  render(host) {
    const one = model();
    const part = pooled(one);
    if (!one || !part) {
      host.append(make("p", {}, say("portrait.none")));
      return;
    }
    host.append(make("p", { class: "lead" }, make("b", {}, one.id), " — ", factsLine(one)));
    host.append(...[gapsOf(one.gaps.filter((gap) => overviewGap(gap)))].filter(Boolean));
    if (Object.keys(part.paired).length > 0) {
      host.append(typical(one, part));
      trajectories(host, one, part);
      heatmap(host, part);
    }
    articleChart(host, part);
  },
};

const factsLine = (one) => say("facts", one.facts.architecture, one.facts.layers, one.facts.width,
  one.facts.stored, one.facts.compute, one.facts.format);

const typical = (one, part) => {
  const found = part.portraits.paired;
  const facts = make("dl", { class: "facts" });
  const failed = found && found.grade === "X";
  const put = (name, value, grade = true) => facts.append(make("div", {}, make("dt", {}, name),
    make("dd", { class: failed && grade ? "untrusted" : undefined }, failed && grade && value !== "–" ? "(" + value + ")" : value)));
  put(say("typical.dominant"), found && found.dominant !== "none" ? styleName(found.dominant) : say("none"));
  put(say("typical.leading"), found && found.leading !== "none"
    ? say("typical.share", styleName(found.leading), number(100 * found.probability, 0)) : "–");
  put(say("typical.decision"), found && isNumber(found.decision.e)
    ? number(found.decision.e) + " " + between(found.decision.l, found.decision.h) : say("none"));
  put(say("typical.stability"), found ? number(found.stability, 2) : "–");
  put(say("typical.flexibility"), found ? number(found.flexibility, 2) : "–");
  put(say("typical.grade"), found ? found.grade : "–", false);
  return facts;
};

const categoryCurve = (part, style) => part.paired[style] && part.paired[style][state.category];

const trajectories = (host, one, part) => {
  host.append(make("h3", {}, say("trajectories", categoryName(state.category))),
    make("p", { class: "note" }, say("trajectories.note")));
  const place = chartHost("chart-trajectories", say("trajectories.label", one.id), 380);
  host.append(place);
  const found = part.portraits.paired;
  const series = [];
  for (const style of STYLES) {
    const curve = categoryCurve(part, style);
    if (!curve) {
      continue;
    }
    const band = part.scores[style] ? part.scores[style].layers : [];
    const trusted = part.layers.map((layer, i) => part.grades[style][i] !== "X");
    series.push(bandSeries(styleName(style), css(style), part.layers.map((layer, i) =>
      (trusted[i] ? [layer, curve.l[i], curve.h[i]] : [layer, null, null]))));
    series.push({
      type: "line",
      id: "trusted-" + style,
      name: styleName(style),
      silent: true,
      symbol: "none",
      data: part.layers.map((layer, i) => [layer, trusted[i] ? curve.e[i] : null]),
      lineStyle: { color: css(style), width: 2.5, type: dashOf(style) },
      itemStyle: { color: css(style) },
      z: 3,
    });
    series.push({
      type: "line",
      id: "line-" + style,
      name: styleName(style),
      data: part.layers.map((layer, i) => ({
        value: [layer, curve.e[i]],
        symbolSize: band.includes(layer) ? 7 : 3,
        symbol: part.grades[style] && part.grades[style][i] === "X" ? "emptyCircle" : "circle",
      })),
      lineStyle: { color: css(style), width: 1, opacity: 0.35, type: dashOf(style) },
      itemStyle: { color: css(style) },
      z: 2,
    });
  }
  if (series.length > 1) {
    series[1].markLine = layerMarks(found);
    series[1].markArea = decisionArea(found);
  }
  draw(place, {
    legend: { ...legendLook(), data: STYLES.filter((style) => categoryCurve(part, style)).map(styleName) },
    grid: { left: 52, right: 24, top: 56, bottom: 46 },
    xAxis: { type: "value", name: say("layer"), nameLocation: "middle", nameGap: 28, min: 0, max: Math.max(1, one.facts.layers - 1), ...axisLook() },
    yAxis: { type: "value", name: "%", min: -25, max: 150, interval: 25, ...axisLook() },
    series,
    tooltip: {
      trigger: "axis",
      formatter: (hits) => {
        const at = part.layers.indexOf(Math.round(hits[0].value[0]));
        return tip(say("layer.depth", part.layers[at], number(part.depths[at], 2)), ...STYLES.map((style) => {
          const curve = categoryCurve(part, style);
          return curve ? styleName(style) + ": " + pointText({ e: curve.e[at], l: curve.l[at], h: curve.h[at], grade: part.grades[style][at] }) : null;
        }));
      },
    },
  });
  trajectoryTable(host, one, part);
};

const dashOf = (style) => ["solid", "dashed", "dotted", [8, 3, 2, 3]][STYLES.indexOf(style)];

/** The decision layer, and the layer that the reader asked for. */
const layerMarks = (found) => {
  const data = [];
  if (found && isNumber(found.decision.e)) {
    data.push({ xAxis: found.decision.e, label: { formatter: say("typical.decision") } });
  }
  if (state.layer !== "band") {
    data.push({ xAxis: Number(state.layer), label: { formatter: say("layer.one", state.layer) }, lineStyle: { type: "dotted" } });
  }
  return { symbol: "none", silent: true, data, lineStyle: { color: css("ink"), width: 1.5 }, label: { color: css("ink"), position: "end", rotate: 0 } };
};
const decisionArea = (found) => ({
  silent: true,
  itemStyle: { color: css("grey"), opacity: 0.14 },
  data: found && isNumber(found.decision.l) && isNumber(found.decision.h)
    ? [[{ xAxis: found.decision.l }, { xAxis: found.decision.h }]] : [],
});

const trajectoryTable = (host, one, part) => {
  const shown = part.layers.map((layer, i) => i).filter((i) => state.layer === "band" || part.layers[i] === Number(state.layer));
  const head = [say("layer"), say("depth"), ...STYLES.flatMap((style) => [styleName(style), say("low"), say("high"), say("grade")])];
  const rows = shown.map((i) => [{ node: part.layers[i], value: part.layers[i] }, { node: number(part.depths[i], 2), value: part.depths[i] },
    ...STYLES.flatMap((style) => {
      const curve = categoryCurve(part, style);
      return curve
        ? [...pointCells({ e: curve.e[i], l: curve.l[i], h: curve.h[i] }), part.grades[style][i]]
        : ["–", "–", "–", "–"];
    })]);
  host.append(foldedTable("table-trajectories", say("trajectories.caption", one.id, categoryName(state.category)), head, rows));
};

const heatmap = (host, part) => {
  const categories = run().categories.filter((name) => STYLES.some((style) => part.paired[style] && part.paired[style][name]));
  const rows = categories.length > 0 ? [...categories, "all"] : ["all"];
  host.append(make("h3", {}, say("heatmap")), make("p", { class: "note" }, say("heatmap.note")));
  const wide = host.clientWidth > 860;
  const lane = 24 * rows.length;
  const place = chartHost("chart-heatmap", say("heatmap.label"), wide ? 2 * (lane + 64) + 50 : 4 * (lane + 64) + 50);
  host.append(place);
  const label = 96;
  const width = wide ? host.clientWidth / 2 - label - 24 : host.clientWidth - label - 24;
  const grid = STYLES.map((style, k) => ({
    left: label + (wide ? (k % 2) * (width + label + 16) : 0),
    top: 28 + (wide ? Math.floor(k / 2) : k) * (lane + 64),
    width,
    height: lane,
  }));
  draw(place, {
    title: STYLES.map((style, k) => ({ text: styleName(style), left: grid[k].left, top: grid[k].top - 26, textStyle: { color: css(style), fontSize: 13 } })),
    grid,
    xAxis: STYLES.map((style, k) => ({ type: "category", gridIndex: k, data: part.layers.map(String), ...axisLook(), splitLine: { show: false } })),
    yAxis: STYLES.map((style, k) => ({ type: "category", gridIndex: k, data: rows.map(categoryName), ...axisLook(), splitLine: { show: false } })),
    visualMap: {
      min: 0, max: 100, calculable: false, orient: "horizontal", left: "center", bottom: 0, dimension: 2,
      text: ["100", "0"], textStyle: { color: css("soft") }, inRange: { color: [css("low"), css("mid"), css("high")] },
    },
    series: STYLES.map((style, k) => ({
      type: "heatmap",
      name: styleName(style),
      xAxisIndex: k,
      yAxisIndex: k,
      data: heatCells(part, style, rows),
      itemStyle: { borderColor: css("card"), borderWidth: 1 },
      progressive: 0,
      emphasis: { disabled: true },
    })),
    tooltip: {
      trigger: "item",
      formatter: (hit) => {
        const [i, row] = hit.value;
        const style = STYLES[hit.seriesIndex];
        const curve = part.paired[style][rows[row]];
        return tip(styleName(style) + ", " + categoryName(rows[row]), say("layer.one", part.layers[i]),
          pointText({ e: curve.e[i], l: curve.l[i], h: curve.h[i], grade: part.grades[style][i] }), say("grade." + part.grades[style][i]));
      },
    },
  });
};

/** Cells of a layer whose grade is X are faint; the chosen category and layer are framed. */
const heatCells = (part, style, rows) => rows.flatMap((name, row) => {
  const curve = part.paired[style] && part.paired[style][name];
  return curve ? part.layers.map((layer, i) => {
    const value = [i, row, curve.e[i] === null ? "-" : curve.e[i]];
    const faint = part.grades[style][i] === "X";
    const framed = (name === state.category && name !== "all") || String(layer) === String(state.layer);
    return faint || framed
      ? { value, itemStyle: { opacity: faint ? 0.4 : 1, borderColor: css(framed ? "ink" : "card") } }
      : value;
  }) : [];
});

/** Cosines to anchor texts: the article's method, which has no grade. */
const articleChart = (host, part) => {
  const styles = STYLES.filter((style) => part.article[style]);
  if (styles.length === 0) {
    return;
  }
  const inside = make("details", { id: "fold-article" }, make("summary", {}, say("article")), make("p", { class: "note" }, say("article.note")));
  host.append(inside);
  const place = chartHost("chart-article", say("article"), 300);
  inside.append(place);
  inside.fill = () => draw(place, {
    legend: { ...legendLook(), data: styles.map(styleName) },
    grid: { left: 52, right: 24, top: 40, bottom: 46 },
    xAxis: { type: "value", name: say("layer"), nameLocation: "middle", nameGap: 28, ...axisLook() },
    yAxis: { type: "value", scale: true, ...axisLook() },
    series: styles.flatMap((style) => [
      bandSeries(styleName(style), css("grey"), part.layers.map((layer, i) => [layer, part.article[style].l[i], part.article[style].h[i]])),
      { type: "line", name: styleName(style), data: part.layers.map((layer, i) => [layer, part.article[style].e[i]]),
        symbolSize: 3, lineStyle: { color: css(style), type: dashOf(style) }, itemStyle: { color: css(style) } },
    ]),
    tooltip: { trigger: "axis", formatter: (hits) => tip(say("layer.one", hits[0].value[0]),
      ...hits.filter((hit) => hit.seriesType === "line").map((hit) => hit.seriesName + ": " + number(hit.value[1], 3))) },
  });
  inside.addEventListener("toggle", () => inside.open && inside.fill());
};
