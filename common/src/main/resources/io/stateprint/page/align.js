// What alignment changed: a part of the weights and a part of the template. Charts show all alignments of a run, and
// have one scale on the whole page: what moved farther looks so.
const ALIGN_PARTS = ["total", "weights", "template"];
const FARTHEST_POINTS = 150;
const align = {
  id: "align",
  needs: [],
  render(host) {
    host.append(make("p", { class: "note" }, say("align.note")));
    host.append(...[gapsOf(gapsWith("align"))].filter(Boolean));
    const all = run() ? run().found.align : [];
    if (all.length === 0) {
      return;
    }
    all.forEach((found, i) => alignTables(host, found, i === 0 ? "" : "-" + i));
    alignSizes(host);
    alignEffects(host, all);
    alignShifts(host, all.filter((found) => found.shifts.length > 0));
  },
};

const everyAlign = () => DATA.runs.flatMap((one) => one.found.align.map((found) => ({ run: one.id, found })));
const instructOf = (found) => found.columns[found.columns.length - 1];
/** An effect between two scales is as little to be trusted as one whose check failed. */
const alignGrade = (one) => (one.moved ? "X" : one.grade);

const alignTables = (host, found, suffix) => {
  const bounds = [say("low"), say("high")];
  host.append(make("p", {}, say("align.columns", found.columns.join(" → "))));
  if (found.strength) {
    host.append(make("p", { class: "lead" }, say("align.size", number(found.size), number(found.p, 4), say("strength." + found.strength))));
  }
  host.append(table("table-align" + suffix, say("align.caption", instructOf(found)),
    [say("style"), say("grade"), ...ALIGN_PARTS.flatMap((part) => [say("align." + part), ...bounds]), say("align.axis")],
    found.styles.map((one) => [styleName(one.style), { node: badge(one.grade), value: one.grade },
      ...ALIGN_PARTS.flatMap((part) => doubtfulCells(one[part], alignGrade(one) === "X", 1, signed)), one.moved ? say("align.moved") : ""]),
    { left: [11] }));
  if (found.scaled.length > 0) {
    const grades = new Map(found.styles.map((one) => [one.style, one.grade]));
    host.append(foldedTable("table-scaled" + suffix, say("align.scaled", found.columns[0]),
      [say("style"), say("grade"), ...found.columns.slice(0, 2).flatMap((id) => [id, ...bounds]), say("difference"), ...bounds,
        ...found.columns.slice(2).flatMap((id) => [id, ...bounds, say("difference"), ...bounds])],
      found.scaled.map((one) => {
        const failed = grades.get(one.style) === "X";
        return [styleName(one.style), { node: badge(grades.get(one.style)), value: grades.get(one.style) },
          ...doubtfulCells(one.base, failed), ...doubtfulCells(one.plain, failed), ...doubtfulCells(one.plainChange, failed, 1, signed),
          ...(found.columns.length > 2 ? [...doubtfulCells(one.chat, failed), ...doubtfulCells(one.chatChange, failed, 1, signed)] : [])];
      })));
  }
};

/** Sizes beside each other, of all alignments on the page. */
const alignSizes = (host) => {
  const all = everyAlign();
  if (all.length < 2) {
    return;
  }
  const farthest = (found, key) => Math.max(...found.shifts.map((one) => one[key]).filter(isNumber));
  const shift = (found, key) => {
    const most = farthest(found, key);
    return { node: number(most, 3), value: isNumber(most) ? most : null };
  };
  host.append(table("table-sizes", say("align.sizes"),
    [say("run"), say("align.base"), say("align.instruct"), say("align.points"), "p", say("align.strength"), say("align.farthest", "plain"), say("align.farthest", "chat")],
    all.map(({ run: id, found }) => [id, found.columns[0], instructOf(found), { node: number(found.size), value: found.size },
      { node: number(found.p, 4), value: found.p }, found.strength ? say("strength." + found.strength) : "–", shift(found, "plain"), shift(found, "chat")]),
    { left: [1, 2, 5] }));
};

const alignEffects = (host, all) => {
  const rows = all.flatMap((found) => ALIGN_PARTS.map((part) => ({ found, part,
    name: say("align." + part) + (all.length > 1 ? ", " + instructOf(found) : "") })));
  const point = (row, style) => {
    const one = row.found.styles.find((each) => each.style === style);
    return one ? { ...one[row.part], grade: alignGrade(one) } : { e: null, l: null, h: null, grade: "" };
  };
  const ends = everyAlign().flatMap(({ found }) => found.styles.flatMap((one) =>
    ALIGN_PARTS.flatMap((part) => [one[part].e, one[part].l, one[part].h]))).filter(isNumber).map(Math.abs);
  if (ends.length === 0) {
    return;
  }
  const step = Math.max(...ends) > 75 ? 50 : 25;
  const reach = Math.min(FARTHEST_POINTS, step * Math.ceil(Math.max(...ends) / step));
  host.append(make("h3", {}, say("align.effect")), make("p", { class: "note" }, say("align.scale", FARTHEST_POINTS)));
  styleLanes(host, "chart-align", say("align.effect"), rows.map((row) => row.name), {
    axis: { min: -reach, max: reach, interval: step },
    point: (row, style) => point(rows[row], style),
    told: (row, style) => tip(instructOf(rows[row].found), styleName(style) + ", " + say("align." + rows[row].part),
      pointText(point(rows[row], style), 1, signed), say("grade." + rows[row].found.styles.find((one) => one.style === style).grade)),
  });
};

const alignShifts = (host, all) => {
  const farthest = everyAlign().flatMap(({ found }) => found.shifts.flatMap((one) => [one.plain, one.chat])).filter(isNumber);
  if (all.length === 0 || farthest.length === 0) {
    return;
  }
  host.append(make("h3", {}, say("align.shift")));
  const place = chartHost("chart-shift", say("align.shift"), 300);
  host.append(place);
  const palette = all.length > 1 ? ["a", "b", "creativity", "formality", "warn", "grey"] : ["a"];
  const lines = all.flatMap((found, m) => ["plain", "chat"].map((key) => ({ found, key, colour: css(palette[m % palette.length]),
    name: all.length > 1 ? instructOf(found) + ", " + key : key }))).filter(({ found, key }) => found.shifts.some((one) => isNumber(one[key])));
  draw(place, {
    legend: { ...legendLook(), type: "scroll", data: lines.map((one) => one.name) },
    grid: { left: 56, right: 24, top: 40, bottom: 46 },
    xAxis: { type: "value", name: say("depth"), nameLocation: "middle", nameGap: 28, min: 0, max: 1, ...axisLook() },
    yAxis: { type: "value", min: 0, max: roundedUp(Math.max(...farthest)), ...axisLook() },
    series: lines.map(({ found, key, colour, name }) => ({
      type: "line", name, data: found.shifts.map((one) => [one.depth, one[key]]), symbolSize: 5, symbol: key === "plain" ? "circle" : "diamond",
      lineStyle: { color: colour, type: key === "plain" ? "solid" : "dashed" }, itemStyle: { color: colour },
    })),
    tooltip: { trigger: "item", formatter: (hit) => tip(hit.seriesName,
      say("layer.depth", lines[hit.seriesIndex].found.shifts[hit.dataIndex].layer, number(hit.value[0], 2)), number(hit.value[1], 4)) },
  });
  host.append(foldedTable("table-shift", say("align.shift"), [say("model"), say("layer"), say("depth"), "plain", "chat"],
    all.flatMap((found) => found.shifts.map((one) => [instructOf(found), { node: one.layer, value: one.layer },
      { node: number(one.depth, 2), value: one.depth }, { node: number(one.plain, 4), value: one.plain }, { node: number(one.chat, 4), value: one.chat }]))));
};

/** The least of 1, 2, 2.5, 5 and 10 times a power of ten that a value does not pass. */
const roundedUp = (value) => {
  if (value <= 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  const times = [1, 2, 2.5, 5, 10].find((one) => value <= one * power * (1 + 1e-9));
  return Number((times * power).toPrecision(2));
};
