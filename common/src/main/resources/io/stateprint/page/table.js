// Tables that can be copied as CSV. A cell is text, a node, or {node, value} where the copy differs.
const cellNode = (cell) => (cell !== null && typeof cell === "object" && "node" in cell ? cell.node : cell);
const cellValue = (cell) => {
  if (cell !== null && typeof cell === "object" && "value" in cell) {
    return cell.value;
  }
  return cell instanceof Node ? cell.textContent : cell;
};

/** One field of CSV; text that a spreadsheet would take for a formula gets a mark before it. */
const csvField = (value) => {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return "";
  }
  const text = typeof value === "number" ? String(value) : String(value).replace(/^([=+\-@\t\r])/, "'$1");
  return /[",\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
};
const csvOf = (head, rows) =>
  [head, ...rows].map((row) => row.map((cell) => csvField(cellValue(cell))).join(",")).join("\r\n") + "\r\n";

const copied = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};

const copyButton = (caption, head, rows) => {
  const told = make("span", { class: "copied", role: "status" });
  return make("div", {}, make("button", {
    type: "button",
    "aria-label": say("copy.label", caption),
    onclick: async () => {
      await copied(csvOf(head, rows));
      told.textContent = say("copied");
    },
  }, say("copy")), told);
};

/** A table; column names and rows; `left` lists the columns of text beside the first. */
const table = (id, caption, head, rows, { left = [], chosen = -1 } = {}) => {
  const body = rows.map((row, r) => make("tr", {
    class: r === chosen ? "chosen" : undefined,
    "aria-current": r === chosen ? "true" : undefined,
  }, row.map((cell, c) => c === 0
    ? make("th", { scope: "row" }, cellNode(cell))
    : make("td", { class: left.includes(c) ? "text" : undefined }, cellNode(cell)))));
  return make("div", {},
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      make("table", { id },
        make("caption", {}, caption),
        make("thead", {}, make("tr", {}, head.map((name, c) =>
          make("th", { scope: "col", class: left.includes(c) ? "left" : undefined }, name)))),
        make("tbody", {}, body))),
    copyButton(caption, head, rows));
};

/** The same behind a summary; it is made when it is opened. */
const foldedTable = (id, caption, ...more) => {
  const folded = make("details", { id: "fold-" + id }, make("summary", {}, say("table", caption)));
  folded.fill = () => {
    if (folded.childElementCount === 1) {
      folded.append(table(id, caption, ...more));
    }
  };
  folded.addEventListener("toggle", () => folded.open && folded.fill());
  return folded;
};
const unfold = (folded) => {
  folded.open = true;
  folded.fill?.();
};

/** Three columns for a number: value for people, and value, low, high for copies. */
const pointCells = (point, decimals = 1, write = number) => [
  { node: write(point.e, decimals), value: point.e },
  { node: isNumber(point.l) ? write(point.l, decimals) : "–", value: point.l },
  { node: isNumber(point.h) ? write(point.h, decimals) : "–", value: point.h },
];

/** The same; a number that must not be used stands grey in brackets. */
const doubtfulCells = (point, failed, decimals = 1, write = number) => pointCells(point, decimals, write).map((cell) =>
  (failed && isNumber(cell.value) ? { node: make("span", { class: "untrusted" }, "(" + cell.node + ")"), value: cell.value } : cell));

const picker = (label, id, options, value, changed) => make("label", {}, label,
  make("select", { id, onchange: (event) => changed(event.target.value) },
    options.map(([key, text]) => make("option", { value: key, selected: key === value }, text))));
