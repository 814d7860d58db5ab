// How it was measured: what everything was made from, what was checked, what it took.
const method = {
  id: "method",
  needs: ["model", "pooling"],
  render(host) {
    const all = models();
    host.append(...[gapsOf(run() ? run().gaps : [])].filter(Boolean));
    if (all.length === 0) {
      host.append(make("p", {}, say("overview.none")));
      return;
    }
    host.append(make("p", {}, say("method.run", run().id, run().finished, DATA.store, DATA.version)));
    checksTable(host);
    hashTable(host, all);
    costTable(host, all);
    warningsList(host, all);
    host.append(make("h3", {}, say("method.grades")), make("ul", {}, ["A", "B", "C", "X", "ungraded"].map((grade) =>
      make("li", {}, say("grade." + grade)))));
  },
};

const checksTable = (host) => {
  const one = model();
  const part = pooled(one);
  const names = STYLES.filter((style) => part && part.checks[style]);
  if (names.length === 0) {
    host.append(make("p", {}, say("method.unchecked", one.id)));
    return;
  }
  const checks = [...new Set(names.flatMap((style) => part.checks[style].map((each) => each.check)))]
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  host.append(make("h3", {}, say("method.checks", one.id)));
  host.append(table("table-checks", say("method.checks.caption", one.id, say("pooling." + state.pooling)),
    [say("check"), say("method.asks"), ...names.map(styleName)],
    checks.map((check) => [check, known(check, ""), ...names.map((style) => {
      const found = part.checks[style].find((each) => each.check === check);
      return found
        ? { node: make("span", { class: { red: "alarm", green: "good" }[found.outcome], title: found.why[state.language] || undefined },
          found.outcome === "not_run" ? say("outcome.not_run") : number(found.value, check === "V7" || check === "V16" ? 3 : 2) + " " + say("outcome." + found.outcome)), value: found.outcome + " " + (found.value ?? "") }
        : "–";
    })]), { left: [1, 2, 3, 4, 5] }));
};

const hashTable = (host, all) => {
  host.append(make("h3", {}, say("method.made")));
  const hash = (value) => ({ node: make("span", { class: "hash", title: value || undefined }, short(value)), value });
  host.append(table("table-hashes", say("method.made.caption"),
    [say("model"), say("method.source"), say("method.architecture"), say("method.types"), say("method.weights"), say("method.config"), say("method.tokenizer"), say("method.template"), say("method.system")],
    all.map((one) => [one.id, one.facts.source, one.facts.architecture + ", " + one.facts.layers + " × " + one.facts.width, one.facts.stored + " → " + one.facts.compute + ", " + one.facts.format,
      hash(one.facts.weights), hash(one.facts.config), hash(one.facts.tokenizer), hash(one.facts.template), one.facts.system || say("none")]),
    { left: [1, 2, 3, 8] }));
  const texts = all[0].facts.texts;
  host.append(make("p", { class: "note" }, say("method.texts", run().prompts.ids.length, all[0].facts.seed), " ", texts.map((text) => make("span", { class: "hash", title: text }, short(text) + " "))));
};

const costTable = (host, all) => {
  host.append(make("h3", {}, say("method.cost")));
  const mebi = (value) => ({ node: number(value / 1048576, 0), value });
  host.append(table("table-cost", say("method.cost.caption"),
    [say("model"), say("method.count"), say("method.tokens"), say("method.states"), say("method.planned"), say("method.read"), say("method.seconds"), say("method.memory"), say("finished")],
    all.map((one) => [one.id, ...["prompts", "tokens", "states"].map((key) => ({ node: number(one.facts[key], 0), value: one.facts[key] })),
      mebi(one.facts.planned), mebi(one.facts.read), { node: number(one.facts.seconds, 1), value: one.facts.seconds }, mebi(one.facts.memory), one.facts.finished])));
};

const warningsList = (host, all) => {
  const codes = new Map();
  const put = (code, id) => codes.set(code, [...new Set([...(codes.get(code) ?? []), id])]);
  for (const one of all) {
    const part = pooled(one);
    if (part) {
      Object.values(part.portraits).forEach((portrait) => portrait.warnings.forEach((code) => put(code, one.id)));
      Object.values(part.scores).forEach((score) => score.warnings.forEach((code) => put(code, one.id)));
    }
  }
  host.append(make("h3", {}, say("method.warnings")));
  host.append(make("ul", { id: "warnings" }, [...codes.entries()].sort(([a], [b]) => a.localeCompare(b)).map(([code, ids]) =>
    make("li", {}, known(code, code), " (" + ids.join(", ") + ")"))));
};
