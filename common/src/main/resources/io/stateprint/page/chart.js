// Charts by ECharts, drawn on canvas; the same numbers stand in a table beside each.
// A colour is looked up once a theme: every look-up makes the browser settle its styles.
const colours = new Map();
const css = (name) => {
  const key = state.theme + " " + name;
  if (!colours.has(key)) {
    colours.set(key, getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim());
  }
  return colours.get(key);
};
const instances = new Map();
let resizing = null;

const observer = () => {
  resizing ??= new ResizeObserver((entries) => entries.forEach((entry) => {
    const one = instances.get(entry.target.id);
    if (one && entry.contentRect.width > 0) {
      one.resize();
    }
  }));
  return resizing;
};

/** Lines of a tooltip as nodes: the first one bold. */
const tip = (title, ...lines) => make("div", { class: "tip" }, make("b", {}, title),
  lines.filter(Boolean).map((line) => make("div", {}, line)));

const basics = () => ({
  animation: false,
  textStyle: { color: css("ink"), fontFamily: getComputedStyle(document.body).fontFamily },
  aria: { enabled: false },
  tooltip: {
    confine: true,
    backgroundColor: css("card"),
    borderColor: css("edge"),
    textStyle: { color: css("ink") },
  },
});
const axisLook = () => ({
  axisLabel: { color: css("soft") },
  axisLine: { lineStyle: { color: css("grey") } },
  axisTick: { lineStyle: { color: css("grey") } },
  splitLine: { lineStyle: { color: css("edge") } },
  nameTextStyle: { color: css("soft") },
});
const legendLook = () => ({ top: 0, textStyle: { color: css("ink") }, inactiveColor: css("grey"), pageTextStyle: { color: css("ink") } });

/** A place for a chart, the one that it had before; what it shows is said for those who do not see it. */
const chartHost = (id, label, height) => {
  const host = instances.has(id) ? instances.get(id).getDom() : make("div", { id, class: "chart", role: "img" });
  host.setAttribute("aria-label", label);
  host.style.height = height + "px";
  return host;
};

/** Draws into a place that stands in the page. */
const draw = (host, option) => {
  let chart = instances.get(host.id);
  if (!chart) {
    chart = echarts.init(host, null, { renderer: "canvas" });
    instances.set(host.id, chart);
    observer().observe(host);
  }
  if (chart.getHeight() !== host.clientHeight || chart.getWidth() !== host.clientWidth) {
    chart.resize();
  }
  const { tooltip, ...rest } = option;
  const common = basics();
  chart.setOption({ ...common, ...rest, tooltip: { ...common.tooltip, ...tooltip } }, { notMerge: true });
  return chart;
};

/** The area between the ends of intervals, where both are there; points are [x, low, high, faint]. */
const bandSeries = (name, colour, points, opacity = 0.16) => ({
  type: "custom",
  name,
  silent: true,
  clip: true,
  z: 1,
  tooltip: { show: false },
  itemStyle: { color: colour },
  data: points.length > 0 ? [0] : [],
  encode: { x: -1, y: -1 },
  renderItem: (params, api) => {
    const shapes = [];
    let piece = [];
    const close = () => {
      if (piece.length > 1) {
        shapes.push({
          type: "polygon",
          shape: {
            points: [
              ...piece.map(([x, low]) => api.coord([x, low])),
              ...piece.slice().reverse().map(([x, , high]) => api.coord([x, high])),
            ],
          },
          style: { fill: colour, opacity },
        });
      }
      piece = [];
    };
    for (const point of points) {
      if (isNumber(point[1]) && isNumber(point[2])) {
        piece.push(point);
      } else {
        close();
      }
    }
    close();
    return { type: "group", children: shapes };
  },
});

/** Dots with whiskers, one a row: data are [estimate, row, low, high, trusted]. */
const whiskerSeries = (name, colour, data, axes = {}) => ({
  type: "custom",
  name,
  clip: true,
  itemStyle: { color: colour },
  data,
  encode: { x: [0, 2, 3], y: 1 },
  ...axes,
  renderItem: (params, api) => {
    const [x, y] = api.coord([api.value(0), api.value(1)]);
    const trusted = api.value(4) === 1;
    const ink = trusted ? colour : css("grey");
    const parts = [];
    if (isNumber(api.value(2)) && isNumber(api.value(3))) {
      const [low] = api.coord([api.value(2), api.value(1)]);
      const [high] = api.coord([api.value(3), api.value(1)]);
      parts.push({
        type: "line",
        shape: { x1: low, y1: y, x2: high, y2: y },
        style: { stroke: ink, lineWidth: 2, lineDash: trusted ? undefined : [3, 3] },
      });
    }
    parts.push({
      type: "circle",
      shape: { cx: x, cy: y, r: 5 },
      style: { fill: trusted ? ink : css("card"), stroke: ink, lineWidth: 2 },
    });
    return { type: "group", children: parts };
  },
});
const whisker = (point, row) => [point.e, row, point.l, point.h, point.grade === "X" || !point.grade ? 0 : 1];

/** Four charts, one a style, beside each other where there is room; the same rows and the same axis in each. */
const styleLanes = (host, id, label, names, { axis, point, told }) => {
  const wide = host.clientWidth > 760;
  const lane = 26 * names.length + 16;
  const place = chartHost(id, label, wide ? lane + 70 : 4 * (lane + 56));
  host.append(place);
  const beside = wide ? 160 : 130;
  const width = wide ? (host.clientWidth - beside - 104) / 4 : host.clientWidth - beside - 30;
  const grid = STYLES.map((style, k) => ({
    left: wide ? beside + k * (width + 28) : beside,
    top: wide ? 30 : 30 + k * (lane + 56),
    width,
    height: lane,
  }));
  draw(place, {
    title: STYLES.map((style, k) => ({ text: styleName(style), left: grid[k].left, top: grid[k].top - 26, textStyle: { color: css(style), fontSize: 14 } })),
    grid,
    xAxis: STYLES.map((style, k) => ({ type: "value", gridIndex: k, ...axis, ...axisLook(), axisLabel: { color: css("soft"), hideOverlap: true } })),
    yAxis: STYLES.map((style, k) => ({
      type: "category",
      gridIndex: k,
      inverse: true,
      data: names,
      ...axisLook(),
      axisLabel: { show: !wide || k === 0, color: css("ink"), width: beside - 12, overflow: "truncate" },
    })),
    series: STYLES.map((style, k) => whiskerSeries(styleName(style), css(style),
      names.map((name, row) => whisker(point(row, style), row)), { xAxisIndex: k, yAxisIndex: k })),
    tooltip: { trigger: "item", formatter: (hit) => told(hit.value[1], STYLES[hit.seriesIndex]) },
  });
};
