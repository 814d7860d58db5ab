// Runs held against their reference, by time.
const drift = {
  id: "drift",
  needs: ["model"],
  render(host) {
    host.append(make("p", { class: "note" }, say("drift.note")));
    if (DATA.drift.length === 0) {
      host.append(make("p", { id: "drift-none" }, say("drift.none")));
      return;
    }
    const names = [...new Set(DATA.drift.map((one) => one.model))];
    const shown = model() && names.includes(model().id) ? [model().id] : names;
    const looks = DATA.drift.filter((one) => shown.includes(one.model));
    const last = looks[looks.length - 1];
    const alarms = looks.filter(isAlarm);
    host.append(make("p", { class: isAlarm(last) ? "lead alarm" : "lead good" },
      say(isAlarm(last) ? "drift.alarm" : "drift.quiet", last.run, last.model, verdictText(last))),
    make("p", {}, say("drift.count", alarms.length, looks.length)));
    const place = chartHost("chart-drift", say("drift.label", shown.join(", ")), 320);
    host.append(place);
    const dot = (one) => ({ value: [one.run, one.distance], symbol: isAlarm(one) ? "triangle" : "circle", symbolSize: isAlarm(one) ? 13 : 7,
      itemStyle: { color: css(isAlarm(one) ? "alarm" : "a") } });
    draw(place, {
      legend: { ...legendLook(), data: [say("drift.distance"), say("drift.floor")] },
      grid: { left: 70, right: 24, top: 40, bottom: 60 },
      xAxis: { type: "category", data: looks.map((one) => one.run), ...axisLook(), axisLabel: { color: css("soft"), rotate: looks.length > 8 ? 40 : 0 } },
      yAxis: { type: looks.every((one) => one.distance > 0 && one.floor > 0) ? "log" : "value", ...axisLook(), axisLabel: { color: css("soft"), formatter: (value) => value.toPrecision(2) } },
      series: [
        { type: "line", name: say("drift.distance"), data: looks.map(dot), lineStyle: { color: css("a"), opacity: 0.6 }, itemStyle: { color: css("a") } },
        { type: "line", name: say("drift.floor"), data: looks.map((one) => [one.run, one.floor]), symbol: "none", lineStyle: { color: css("grey"), type: "dashed" }, itemStyle: { color: css("grey") } },
      ],
      tooltip: { trigger: "item", formatter: (hit) => {
        const one = looks[hit.dataIndex];
        return tip(one.run, one.model, verdictText(one), say("drift.distance") + " " + one.distance, say("drift.floor") + " " + one.floor, "p " + number(one.p, 4));
      } },
    });
    host.append(table("table-drift", say("drift.caption"),
      [say("run"), say("model"), say("drift.reference"), say("finished"), say("verdict"), say("drift.distance"), say("drift.floor"), "p", say("layer"), say("drift.moved")],
      looks.map((one) => [one.run, one.model, one.reference, one.finished,
        { node: make("span", { class: isAlarm(one) ? "alarm" : undefined }, verdictText(one)), value: one.verdict },
        { node: exact(one.distance), value: one.distance }, { node: exact(one.floor), value: one.floor }, { node: number(one.p, 4), value: one.p },
        { node: one.layer, value: one.layer }, { node: one.moved + " / " + one.cells, value: one.moved }]), { left: [1, 2, 3, 4] }));
    if (last.prompts.length > 0) {
      host.append(table("table-moved", say("drift.prompts", last.run), [say("prompt.id"), say("drift.layers")],
        last.prompts.map((one) => [one.id, { node: one.layers, value: one.layers }])));
    }
  },
};
const isAlarm = (one) => one.verdict === "L2" || one.verdict === "L3";
const verdictText = (one) => known("verdict." + one.verdict, one.verdict);
const exact = (value) => (isNumber(value) ? value.toExponential(2) : "–");
