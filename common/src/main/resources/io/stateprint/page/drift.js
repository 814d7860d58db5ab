// Runs held against their reference, by time.
const drift = {
  id: "drift",
  needs: ["model", "category", "lang"],
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
    movedTable(host, last);
    DATA.series.filter((one) => shown.includes(one.model)).forEach((one, i) => seriesPart(host, one, last, i === 0 ? "" : "-" + i));
  },
};

/** Prompts that moved, those of the chosen category and language; runs on the page know these of a prompt. */
const movedTable = (host, look) => {
  if (look.prompts.length === 0) {
    return;
  }
  const rows = look.prompts.map((one) => ({ ...one, ...askedOf(one.id) })).filter((one) =>
    (state.category === "all" || one.category === state.category) && (state.lang === "all" || one.lang === state.lang));
  host.append(make("p", { id: "moved-count" }, say("drift.listed", rows.length, look.prompts.length)));
  host.append(table("table-moved", say("drift.prompts", look.run), [say("prompt.id"), say("category"), say("lang"), say("drift.layers")],
    rows.map((one) => [one.id, one.category ? categoryName(one.category) : "–", one.lang || "–", { node: one.layers, value: one.layers }]), { left: [1, 2] }));
};
const askedOf = (id) => {
  for (const one of DATA.runs) {
    const at = one.prompts.ids.indexOf(id);
    if (at >= 0) {
      return { category: one.categories[one.prompts.category[at]], lang: one.prompts.langs[at] };
    }
  }
  return { category: "", lang: "" };
};

/** A series of runs with the alarm that holds however often one looks; evidence has a logarithmic axis. */
const seriesPart = (host, found, last, suffix) => {
  host.append(make("h3", {}, say("series", found.model, found.reference)), make("p", { class: "note" }, say("series.note", number(100 / found.alarmFrom, 0))));
  if (found.why[state.language]) {
    host.append(make("p", { class: "lead", id: "series-told" + suffix }, say("series.none", found.why[state.language])));
    return;
  }
  const raised = found.looks.find((one) => one.run === found.alarm);
  const most = found.looks.reduce((best, one) => (one.evidence > best.evidence ? one : best));
  host.append(make("p", { class: raised ? "lead alarm" : "lead good", id: "series-told" + suffix }, raised
    ? say("series.alarm", raised.run, powerText(raised.evidence), number(found.alarmFrom, 0))
    : say("series.quiet", powerText(most.evidence), most.run, number(found.alarmFrom, 0))));
  if (last.run !== found.run && last.model === found.model) {
    host.append(make("p", { class: "note" }, say("series.ends", found.run)));
  }
  seriesChart(host, found, suffix);
  host.append(table("table-series" + suffix, say("series.caption", found.model, number(found.alarmFrom, 0)),
    [say("run"), say("series.score"), "z", say("series.evidence"), say("series.counts")],
    found.looks.map((one) => [one.run, { node: number(one.score, 3), value: one.score }, { node: number(one.z, 2), value: one.z },
      { node: make("span", { class: one === raised ? "alarm" : undefined }, powerText(one.evidence)), value: evidenceOf(one) },
      one.repeats ? say("series.repeats", one.repeats) : one === raised ? say("series.here") : say("yes")]), { left: [4] }));
};

const seriesChart = (host, found, suffix) => {
  const line = Math.log10(found.alarmFrom);
  const place = chartHost("chart-series" + suffix, say("series.label", found.model, number(found.alarmFrom, 0)), 300);
  host.append(place);
  const dot = (one) => ({ value: [one.run, one.evidence], symbol: one.run === found.alarm ? "triangle" : one.repeats ? "emptyCircle" : "circle",
    symbolSize: one.run === found.alarm ? 13 : 7, itemStyle: { color: css(one.run === found.alarm ? "alarm" : "a") } });
  const names = [say("series.evidence"), say("series.line", number(found.alarmFrom, 0))];
  draw(place, {
    legend: { ...legendLook(), data: names },
    grid: { left: 70, right: 24, top: 40, bottom: 60 },
    xAxis: { type: "category", data: found.looks.map((one) => one.run), ...axisLook(), axisLabel: { color: css("soft"), rotate: found.looks.length > 8 ? 40 : 0 } },
    yAxis: { type: "value", minInterval: 1, ...axisLook(),
      axisLabel: { color: css("soft"), formatter: (value) => powerText(value, 1) } },
    series: [
      { type: "line", name: names[0], data: found.looks.map(dot), lineStyle: { color: css("a"), opacity: 0.6 }, itemStyle: { color: css("a") } },
      { type: "line", name: names[1], data: found.looks.map((one) => [one.run, line]), symbol: "none", lineStyle: { color: css("alarm"), type: "dashed" }, itemStyle: { color: css("alarm") } },
    ],
    tooltip: { trigger: "item", formatter: (hit) => {
      const one = found.looks[hit.dataIndex];
      return tip(one.run, say("series.evidence") + " " + powerText(one.evidence), "z " + number(one.z, 2), one.repeats ? say("series.repeats", one.repeats) : "");
    } },
  });
};

/** A number from its decimal logarithm, which may be of any size. */
const powerText = (log, digits = 3) => {
  if (!isNumber(log)) {
    return "–";
  }
  if (Math.abs(log) < 4) {
    return number(10 ** log, Math.max(0, digits - 1 - Math.floor(log)));
  }
  const power = Math.floor(log);
  return number(10 ** (log - power), digits - 1) + "e" + power;
};
const evidenceOf = (one) => (isNumber(one.evidence) ? 10 ** one.evidence : null);
const isAlarm = (one) => one.verdict === "L2" || one.verdict === "L3";
const verdictText = (one) => known("verdict." + one.verdict, one.verdict);
const exact = (value) => (isNumber(value) ? value.toExponential(2) : "–");
