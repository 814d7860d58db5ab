// Models x styles: the number that leads every report, with interval and grade.
const overview = {
  id: "overview",
  needs: ["model", "pooling", "category", "layer"],
  render(host) {
    const all = models();
    const measured = all.filter(hasScores);
    host.append(make("p", { class: "note" }, say("overview.note")));
    host.append(...[gapsOf(DATA.gaps), gapsOf(run() ? run().gaps.filter((gap) => overviewGap(gap)) : []),
      gapsOf(all.flatMap((one) => one.gaps).filter((gap) => overviewGap(gap)))].filter(Boolean));
    if (measured.length === 0) {
      host.append(make("p", {}, say("overview.none")));
      return;
    }
    overviewChart(host, measured);
    host.append(make("h3", {}, say("overview.said")), overviewSentences(measured));
    overviewTable(host, measured);
  },
};

const overviewGap = (gap) => /^(random|unfinished|table|unreadable|unscored|states\.)/.test(gap.key);

const overviewChart = (host, measured) => {
  const bounds = overviewBounds(measured);
  styleLanes(host, "chart-overview", say("overview.label", measured.length), measured.map((one) => one.id), {
    axis: { min: bounds[0], max: bounds[1], interval: 25 },
    point: (row, style) => standing(measured[row], style),
    told: (row, style) => {
      const point = standing(measured[row], style);
      return tip(measured[row].id, styleName(style), pointText(point), say("grade." + point.grade));
    },
  });
};

const overviewBounds = (measured) => {
  const ends = measured.flatMap((one) => STYLES.flatMap((style) => {
    const point = standing(one, style);
    return [point.e, point.l, point.h].filter(isNumber);
  }));
  return [Math.max(-50, Math.floor(Math.min(0, ...ends) / 25) * 25), Math.min(150, Math.ceil(Math.max(100, ...ends) / 25) * 25)];
};

const pointText = (point, decimals = 1, write = number) => isNumber(point.e)
  ? (point.grade === "X" ? "(" + write(point.e, decimals) + ")" : write(point.e, decimals)) + " " + between(point.l, point.h, decimals, write)
  : say("no.number");

/** What may be said: dominant style, read-out, and comparisons that pass their gates. */
const overviewSentences = (measured) => {
  const list = make("ul", { class: "sentences", id: "sentences" });
  for (const one of measured) {
    const failed = pooled(one).portraits.paired && pooled(one).portraits.paired.grade === "X";
    list.append(make("li", { class: failed ? "untrusted" : undefined }, make("b", {}, one.id), ": ", failed ? "(" : "",
      dominantSentence(one), " ", decisionSentence(one), failed ? ")" : ""));
  }
  const pairs = run().found.pairs;
  for (const pair of pairs) {
    for (const style of pair.styles.filter((each) => each.finding === "DIFFERENT")) {
      list.append(make("li", {}, style.sentences[state.language]));
    }
  }
  if (pairs.length > 0) {
    const untrusted = pairs.flatMap((pair) => pair.styles).filter((each) => each.finding === "UNTRUSTED").length;
    const differing = pairs.flatMap((pair) => pair.styles).filter((each) => each.finding === "DIFFERENT").length;
    if (differing === 0) {
      list.append(make("li", {}, say("overview.nothing")));
    }
    if (untrusted > 0) {
      list.append(make("li", {}, say("overview.untrusted", untrusted)));
    }
  }
  return list;
};

const dominantSentence = (one) => {
  const portrait = pooled(one).portraits.paired;
  if (!portrait || portrait.leading === "none") {
    return say("dominant.unknown");
  }
  const grade = say("dominant.grade", portrait.grade);
  return say(portrait.dominant === "none" ? "dominant.none" : "dominant",
    styleName(portrait.leading), number(100 * portrait.probability, 0)) + " " + grade;
};

const decisionSentence = (one) => {
  const portrait = pooled(one).portraits.paired;
  if (!portrait || !isNumber(portrait.decision.e)) {
    return say("decision.none");
  }
  return say("decision", number(portrait.decision.e), between(portrait.decision.l, portrait.decision.h),
    one.facts.layers, number(portrait.depth, 2));
};

const overviewTable = (host, measured) => {
  const head = [say("model"), ...STYLES.flatMap((style) => [styleName(style), say("low"), say("high"), say("grade")])];
  const rows = measured.map((one) => [one.id, ...STYLES.flatMap((style) => {
    const point = standing(one, style);
    const failed = point.grade === "X" && isNumber(point.e);
    const cells = pointCells(point);
    return [
      { node: make("span", { class: failed ? "untrusted" : undefined }, failed ? "(" + number(point.e) + ")" : number(point.e)), value: point.e },
      cells[1],
      cells[2],
      { node: badge(point.grade), value: point.grade },
    ];
  })]);
  host.append(table("table-overview", say("overview.caption", whatShown()), head, rows,
    { chosen: measured.indexOf(model()) }));
};

/** In words, which category and layers the numbers are of. */
const whatShown = () => say("shown", categoryName(state.category),
  state.layer === "band" ? say("layer.band") : say("layer.one", state.layer), say("pooling." + state.pooling));
