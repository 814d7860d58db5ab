// Hidden states, two principal components a layer; neighbouring layers are turned onto each other.
const unpacked = new WeakMap();
const coordinates = (packed) => {
  if (!unpacked.has(packed)) {
    const numbers = (text) => {
      const raw = atob(text);
      const bytes = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
      const view = new DataView(bytes.buffer);
      return Float64Array.from({ length: bytes.length / 2 }, (unused, i) => packed.scale * view.getInt16(2 * i, true));
    };
    unpacked.set(packed, { x: numbers(packed.x), y: numbers(packed.y) });
  }
  return unpacked.get(packed);
};

const map = {
  id: "map",
  needs: ["model", "category", "lang", "layer", "colour", "pooling"],
  render(host) {
    const one = model();
    host.append(make("p", { class: "note" }, say("map.note")));
    host.append(...[gapsOf(one ? one.gaps.filter((gap) => gap.key.startsWith("map")) : [])].filter(Boolean));
    const packed = one ? first(Object.values(one.maps), null) : null;
    if (!packed) {
      host.append(make("p", {}, say("map.none")));
      return;
    }
    if (state.layer !== "band") {
      state.mapLayer = nearest(packed.layers, Number(state.layer));
    }
    state.mapLayer = Math.min(state.mapLayer, packed.layers.length - 1);
    const told = make("output", { id: "map-told", for: "map-slider" });
    const slider = make("input", {
      type: "range", id: "map-slider", min: 0, max: packed.layers.length - 1, value: state.mapLayer, step: 1,
      oninput: (event) => { state.mapLayer = Number(event.target.value); showMap(place, told, one, packed, slider); },
    });
    host.append(make("div", { class: "inline" },
      picker(say("map.colour"), "pick-colour", ["category", "style", "condition", "language"].map((key) => [key, say("map.by." + key)]),
        state.colour, (value) => choose({ colour: value })),
      make("label", {}, say("map.slider"), slider), told));
    const place = chartHost("chart-map", say("map.label", one.id), 520);
    host.append(place);
    showMap(place, told, one, packed, slider);
    host.append(mapTable(one, packed));
  },
};

const nearest = (layers, wanted) => layers.reduce((best, layer, i) =>
  (Math.abs(layer - wanted) < Math.abs(layers[best] - wanted) ? i : best), 0);

/** The group of a point by the chosen colour: style is that of the instruction, or the strongest one of the prompt. */
const groupOf = (one, packed, point) => {
  const asked = run().prompts;
  const prompt = packed.prompts[point];
  const condition = packed.names[packed.conditions[point]];
  if (state.colour === "category") {
    return categoryName(run().categories[asked.category[prompt]]);
  }
  if (state.colour === "condition") {
    return conditionName(condition);
  }
  if (state.colour === "language") {
    return asked.langs[prompt] || "–";
  }
  return condition === "default" ? strongest(one, prompt) : styleName(condition.slice(1));
};
const conditionName = (condition) => (condition === "default" ? say("condition.default") : condition[0] + " " + styleName(condition.slice(1)));
const strongest = (one, prompt) => {
  const scores = pooled(one) ? pooled(one).prompts : {};
  const best = STYLES.filter((style) => scores[style] && isNumber(scores[style][prompt]))
    .sort((a, b) => scores[b][prompt] - scores[a][prompt]);
  return best.length > 0 ? styleName(best[0]) : say("none");
};

const mapPalette = () => [css("a"), css("b"), css("formality"), css("creativity"), css("warn"), css("alarm"), css("ink"), css("grey"), css("link")];
const mapSymbols = ["circle", "diamond", "triangle", "rect", "roundRect", "pin", "arrow", "emptyCircle", "emptyDiamond"];

const mapGroups = (one, packed) => {
  const asked = run().prompts;
  const groups = new Map();
  for (let point = 0; point < packed.prompts.length; point++) {
    const plain = packed.names[packed.conditions[point]] === "default";
    const wanted = state.colour === "condition" || state.colour === "style" ? true : plain;
    if (wanted && isShown(asked, packed.prompts[point])) {
      const group = groupOf(one, packed, point);
      groups.set(group, [...(groups.get(group) ?? []), point]);
    }
  }
  return [...groups.entries()].sort(([a], [b]) => a.localeCompare(b));
};

const showMap = (place, told, one, packed, slider) => {
  const { x, y } = coordinates(packed);
  const count = packed.prompts.length;
  const from = state.mapLayer * count;
  const groups = mapGroups(one, packed);
  const palette = mapPalette();
  const most = Math.max(...[x, y].map((axis) => axis.reduce((best, value) => Math.max(best, Math.abs(value)), 0))) * 1.05 || 1;
  const explained = packed.explained[state.mapLayer];
  told.textContent = say("map.at", packed.layers[state.mapLayer], number(100 * explained[0], 0), number(100 * explained[1], 0));
  slider.setAttribute("aria-valuetext", told.textContent);
  const asked = run().prompts;
  draw(place, {
    legend: { ...legendLook(), type: "scroll", data: groups.map(([name]) => name) },
    grid: { left: 44, right: 20, top: 44, bottom: 44 },
    xAxis: { type: "value", min: -most, max: most, name: "PC 1", nameLocation: "middle", nameGap: 26, ...axisLook(), axisLabel: { color: css("soft"), showMinLabel: false, showMaxLabel: false, formatter: (value) => number(value, 1) } },
    yAxis: { type: "value", min: -most, max: most, name: "PC 2", nameLocation: "middle", nameGap: 28, ...axisLook(), axisLabel: { color: css("soft"), showMinLabel: false, showMaxLabel: false, formatter: (value) => number(value, 1) } },
    series: groups.map(([name, points], g) => ({
      type: "scatter", name, symbolSize: 8, symbol: mapSymbols[g % mapSymbols.length],
      itemStyle: { color: palette[g % palette.length], opacity: 0.75 },
      data: points.map((point) => [x[from + point], y[from + point], point]),
    })),
    tooltip: { trigger: "item", formatter: (hit) => {
      const point = hit.value[2];
      const prompt = packed.prompts[point];
      return tip(asked.ids[prompt], categoryName(run().categories[asked.category[prompt]]), conditionName(packed.names[packed.conditions[point]]),
        asked.texts[prompt], "PC 1 " + number(hit.value[0], 2) + ", PC 2 " + number(hit.value[1], 2));
    } },
  });
};

/** Where the groups' middles lie: what the dots show, for those who do not see them. */
const mapTable = (one, packed) => {
  const { x, y } = coordinates(packed);
  const from = state.mapLayer * packed.prompts.length;
  const mean = (axis, points) => points.reduce((sum, point) => sum + axis[from + point], 0) / points.length;
  return foldedTable("table-map", say("map.caption", packed.layers[state.mapLayer]), [say("map.group"), say("map.points"), "PC 1", "PC 2"],
    mapGroups(one, packed).map(([name, points]) => [name, { node: points.length, value: points.length },
      { node: number(mean(x, points), 2), value: mean(x, points) }, { node: number(mean(y, points), 2), value: mean(y, points) }]));
};
