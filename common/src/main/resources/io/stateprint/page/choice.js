// Models ranked for a task, with the set that the data cannot tell from the best.
const choice = {
  id: "choice",
  needs: ["profile"],
  render(host) {
    host.append(make("p", { class: "note" }, say("choice.note")));
    host.append(...[gapsOf(gapsWith("choice", "states."))].filter(Boolean));
    const all = run() ? run().found.choices : [];
    const found = all.find((one) => one.profile === state.profile) ?? first(all, null);
    if (!found) {
      return;
    }
    host.append(make("div", { class: "inline" }, picker(say("choice.profile"), "pick-profile",
      all.map((one) => [one.profile, known("profile." + one.profile, one.profile)]), found.profile, (value) => choose({ profile: value }))));
    if (!found.possible) {
      host.append(make("p", { class: "lead", id: "choice-verdict" }, say("choice.impossible")));
    } else {
      host.append(make("p", { class: "lead", id: "choice-verdict" }, found.winner
        ? say("choice.winner", found.winner) : say("choice.set", found.set.join(", "))),
      make("p", { class: "note" }, say("choice.holds", number(100 * found.holds, 0))));
      fitChart(host, found);
      fitTable(host, found);
    }
    wishTable(host, found);
  },
};

const fitChart = (host, found) => {
  const place = chartHost("chart-choice", say("choice.label", known("profile." + found.profile, found.profile)), 28 * found.fits.length + 60);
  host.append(place);
  draw(place, {
    grid: { left: 180, right: 24, top: 10, bottom: 40 },
    xAxis: { type: "value", min: 0, max: 1, name: say("choice.fit"), nameLocation: "middle", nameGap: 24, ...axisLook() },
    yAxis: { type: "category", inverse: true, data: found.fits.map((one) => one.model), ...axisLook(), axisLabel: { color: css("ink"), width: 168, overflow: "truncate" } },
    series: [whiskerSeries(say("choice.fit"), css("a"), found.fits.map((one, row) =>
      [one.fit.e, row, one.fit.l, one.fit.h, found.set.includes(one.model) ? 1 : 0]))],
    tooltip: { trigger: "item", formatter: (hit) => {
      const one = found.fits[hit.value[1]];
      return tip(one.model, say("choice.fit") + " " + number(one.fit.e, 3) + " " + between(one.fit.l, one.fit.h, 3), say("choice.best") + " " + number(100 * one.best, 0) + "%");
    } },
  });
};

const fitTable = (host, found) => host.append(table("table-choice", say("choice.caption"),
  [say("model"), say("choice.fit"), say("low"), say("high"), say("choice.best"), say("choice.behind"), say("low"), say("high"), say("choice.inset")],
  found.fits.map((one) => [one.model, ...pointCells(one.fit, 3), { node: number(100 * one.best, 0) + "%", value: one.best },
    ...pointCells(one.behind, 3), found.set.includes(one.model) ? say("yes") : say("no")])));

const wishTable = (host, found) => {
  const names = found.wishes.length > 0 ? found.wishes[0].models.map((one) => one.model) : [];
  host.append(table("table-wishes", say("choice.wishes"), [say("choice.feature"), say("choice.weight"), say("choice.counts"), ...names],
    found.wishes.map((wish) => [wishName(wish), { node: number(wish.weight, 1), value: wish.weight }, wish.counts ? say("yes") : say("no"),
      ...wish.models.map((one) => (wish.kind === "failed-share" && one.grade
        ? { node: number(one.value.e, 2), value: one.value.e }
        : one.grade
        ? { node: graded({ ...one.value, grade: one.grade }, Math.abs(one.value.e) >= 10 ? 1 : 2), value: one.value.e }
        : { node: say("choice.lacking", known("lacking." + one.lacking, one.lacking)), value: null }))]),
    { left: names.map((unused, i) => i + 3) }));
};
const wishName = (wish) => [known("feature." + wish.kind, wish.kind), wish.style ? styleName(wish.style) : "",
  wish.category === "all" ? "" : categoryName(wish.category),
  wish.from > 0 || wish.to < 1 ? say("depth") + " " + number(wish.from, 2) + "–" + number(wish.to, 2) : ""].filter(Boolean).join(", ");
