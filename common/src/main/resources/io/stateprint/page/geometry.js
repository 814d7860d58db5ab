// How alike two models lay out the same prompts.
const geometry = {
  id: "geometry",
  needs: ["model", "other"],
  render(host) {
    host.append(make("p", { class: "note" }, say("geometry.note")));
    host.append(...[gapsOf(gapsWith("geometry", "pairs"))].filter(Boolean));
    const pair = pairOf();
    if (!pair || pair.layers.length === 0) {
      host.append(make("p", {}, pair ? say("geometry.command", pair.a, pair.b) : say("compare.none")));
      return;
    }
    host.append(comparePicker());
    const place = chartHost("chart-geometry", say("geometry.label", pair.a, pair.b), 340);
    host.append(place);
    const kinds = [["cka", "CKA", css("a"), "solid", "circle"], ["rsa", "RSA", css("b"), "dashed", "diamond"], ["style", say("geometry.style"), css("formality"), "dotted", "triangle"]];
    draw(place, {
      legend: { ...legendLook(), data: kinds.map(([, name]) => name) },
      grid: { left: 52, right: 24, top: 40, bottom: 46 },
      xAxis: { type: "value", name: say("depth"), nameLocation: "middle", nameGap: 28, min: 0, max: 1, ...axisLook() },
      yAxis: { type: "value", ...axisLook() },
      series: kinds.flatMap(([key, name, colour, type, symbol]) => [
        bandSeries(name, colour, pair.layers.map((one) => [one.depth, one[key].l, one[key].h])),
        { type: "line", name, data: pair.layers.map((one) => [one.depth, one[key].e]), symbol, symbolSize: 6,
          lineStyle: { color: colour, type }, itemStyle: { color: colour }, z: 3 },
        { type: "line", name: say("geometry.expected", name), data: pair.layers.map((one) => [one.depth, one[key].x]), symbol: "none",
          lineStyle: { color: colour, type: "dotted", width: 1, opacity: 0.7 }, silent: true },
      ]),
      tooltip: {
        trigger: "item",
        formatter: (hit) => {
          const one = pair.layers[hit.dataIndex];
          return tip(hit.seriesName, say("geometry.layers", one.first, one.second), number(hit.value[1], 2));
        },
      },
    });
    const cells = (one) => [...pointCells(one, 2), { node: number(one.x, 2), value: one.x }, one.beyond ? "*" : ""];
    const names = (name) => [name, say("low"), say("high"), say("geometry.categories"), "*"];
    host.append(foldedTable("table-geometry", say("geometry.label", pair.a, pair.b),
      [pair.a, pair.b, ...names("CKA"), ...names("RSA"), ...names(say("geometry.style"))],
      pair.layers.map((one) => [{ node: one.first, value: one.first }, { node: one.second, value: one.second }, ...cells(one.cka), ...cells(one.rsa), ...cells(one.style)])));
  },
};
