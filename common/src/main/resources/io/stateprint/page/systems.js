// System prompts: how large their effect is, and from which layer.
const systems = {
  id: "systems",
  needs: ["model", "style"],
  render(host) {
    host.append(make("p", { class: "note" }, say("systems.note")));
    host.append(...[gapsOf(gapsWith("systems"))].filter(Boolean));
    const all = run() ? run().found.systems : [];
    const found = all.find((one) => model() && one.model === model().id) ?? first(all, null);
    if (!found) {
      return;
    }
    const part = found.styles.find((one) => one.style === state.style);
    host.append(make("p", {}, say("systems.of", found.model, found.prompts, found.placebos)),
      make("div", { class: "inline" }, picker(say("style"), "pick-style-systems",
        STYLES.map((style) => [style, styleName(style)]), state.style, (value) => choose({ style: value }))));
    if (!part || part.findings.length === 0) {
      host.append(make("p", {}, say("systems.unread", styleName(state.style))));
      return;
    }
    host.append(make("p", {}, say("systems.grade", styleName(state.style)), " ", badge(part.grade)));
    const place = chartHost("chart-systems", say("systems.label", styleName(state.style), found.model), 340);
    host.append(place);
    const reach = systemsReach(all);
    const palette = ["a", "b", "creativity", "formality", "warn", "alarm", "grey", "ink"];
    draw(place, {
      legend: { ...legendLook(), type: "scroll", data: part.findings.map((one) => one.id) },
      grid: { left: 52, right: 24, top: 44, bottom: 46 },
      xAxis: { type: "value", name: say("layer"), nameLocation: "middle", nameGap: 28, ...axisLook() },
      yAxis: { type: "value", name: say("points"), min: -reach, max: reach, ...axisLook() },
      series: [
        bandSeries(say("systems.placebos"), css("grey"), part.layers.map((layer, i) => [layer, -2 * part.findings[0].spread[i], 2 * part.findings[0].spread[i]])),
        ...part.findings.map((one, m) => ({
          type: "line", name: one.id, data: part.layers.map((layer, i) => [layer, one.effect[i]]), symbolSize: 4,
          lineStyle: { color: css(palette[m % palette.length]), type: ["solid", "dashed", "dotted"][m % 3] }, itemStyle: { color: css(palette[m % palette.length]) },
        })),
      ],
      tooltip: { trigger: "item", formatter: (hit) => tip(hit.seriesName, say("layer.one", hit.value[0]), signed(hit.value[1]) + " " + say("points")) },
    });
    const texts = new Map(found.texts.map((one) => [one.id, one.text]));
    host.append(table("table-systems", say("systems.caption", styleName(state.style), found.model),
      [say("systems.prompt"), say("systems.effect"), "p", say("systems.placebo"), say("systems.onset"), say("finding"), say("text")],
      part.findings.map((one) => [one.id, { node: graded({ ...one.plateau, grade: part.grade }, 1, signed), value: one.plateau.e },
        { node: number(one.p, 4), value: one.p }, { node: number(one.placeboP, 2), value: one.placeboP },
        { node: one.onset < 0 ? "–" : one.onset, value: one.onset < 0 ? null : one.onset }, say("depth." + one.depth), texts.get(one.id) ?? ""]),
      { left: [5, 6] }));
  },
};

/** One scale for a style in all models of the run: an effect that is larger looks so. */
const systemsReach = (all) => 5 * Math.ceil(Math.max(5, ...all.flatMap((found) => found.styles).filter((one) => one.style === state.style)
  .flatMap((part) => part.findings.flatMap((one) => [...one.effect, ...one.spread.map((each) => 2 * each)])).filter(isNumber).map(Math.abs)) / 5);
