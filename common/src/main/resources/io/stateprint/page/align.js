// What alignment changed: a part of the weights and a part of the template.
const align = {
  id: "align",
  needs: [],
  render(host) {
    host.append(make("p", { class: "note" }, say("align.note")));
    host.append(...[gapsOf(gapsWith("align"))].filter(Boolean));
    const found = run() ? first(run().found.align, null) : null;
    if (!found) {
      return;
    }
    host.append(make("p", {}, say("align.columns", found.columns.join(" → "))));
    if (found.strength) {
      host.append(make("p", { class: "lead" }, say("align.size", number(found.size), number(found.p, 4), say("strength." + found.strength))));
    }
    const parts = ["total", "weights", "template"];
    const rows = found.styles.map((one) => [styleName(one.style), badge(one.grade),
      ...parts.map((part) => {
        const point = { ...one[part], grade: one.moved ? "X" : one.grade };
        return { node: graded(point, 1, signed), value: one[part].e };
      }), one.moved ? say("align.moved") : ""]);
    host.append(table("table-align", say("align.caption"), [say("style"), say("grade"), ...parts.map((part) => say("align." + part)), ""], rows, { left: [5] }));
    if (found.shifts.length === 0) {
      return;
    }
    host.append(make("h3", {}, say("align.shift")));
    const place = chartHost("chart-shift", say("align.shift"), 280);
    host.append(place);
    draw(place, {
      legend: { ...legendLook(), data: ["plain", "chat"] },
      grid: { left: 56, right: 24, top: 40, bottom: 46 },
      xAxis: { type: "value", name: say("layer"), nameLocation: "middle", nameGap: 28, ...axisLook() },
      yAxis: { type: "value", ...axisLook() },
      series: ["plain", "chat"].map((name, m) => ({
        type: "line", name, data: found.shifts.map((one) => [one.layer, one[name]]), symbolSize: 5, symbol: m === 0 ? "circle" : "diamond",
        lineStyle: { color: css(m === 0 ? "a" : "b"), type: m === 0 ? "solid" : "dashed" }, itemStyle: { color: css(m === 0 ? "a" : "b") },
      })),
      tooltip: { trigger: "axis", formatter: (hits) => tip(say("layer.one", hits[0].value[0]), ...hits.map((hit) => hit.seriesName + ": " + number(hit.value[1], 3))) },
    });
    host.append(foldedTable("table-shift", say("align.shift"), [say("layer"), say("depth"), "plain", "chat"],
      found.shifts.map((one) => [{ node: one.layer, value: one.layer }, { node: number(one.depth, 2), value: one.depth },
        { node: number(one.plain, 4), value: one.plain }, { node: number(one.chat, 4), value: one.chat }])));
  },
};
