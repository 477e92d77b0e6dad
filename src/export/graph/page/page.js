"use strict";
// The page of a graph: a drawing, a table of things, a table of figures, and a drawer with the evidence of what is chosen.
// Everything comes from the JSON in the page itself; nothing is asked of any server.

const WORDS = {
  zh: { search: "查找名称、别名、原文（按 /）", graph: "图", table: "表", figures: "数据", nodes: "个节点", rels: "条关系", name: "名称", label: "类别",
    degree: "关系", sources: "依据", documents: "文档", evidence: "原文依据", none: "没有找到", more: "还有 {n} 条未列出：请缩小查找范围", quoted: "原文提到",
    region: "地区", indicator: "指标", year: "年份", kind: "性质", value: "数值", met: "兑现", target: "目标", outcome: "实绩", close: "关闭", all: "全图",
    around: "周边", drawn: "画出 {m} / {n} 个节点", properties: "属性", subject: "对象", confidence: "置信度", type: "口径",
    types: { level: "总量", increment: "增量", growth: "增速", share: "占比", point_change: "百分点变化", rank: "位次", ratio: "倍数" } },
  en: { search: "Find names, aliases, sentences (press /)", graph: "Graph", table: "Table", figures: "Figures", nodes: "nodes", rels: "relationships", name: "Name",
    label: "Label", degree: "Relationships", sources: "Evidence", documents: "Documents", evidence: "Evidence", none: "Nothing found", more: "{n} more: narrow the search",
    quoted: "Sentences", region: "Region", indicator: "Indicator", year: "Year", kind: "Kind", value: "Value", met: "Met", target: "Target", outcome: "Observation",
    close: "Close", all: "Whole graph", around: "Around", drawn: "{m} of {n} nodes drawn", properties: "Properties", subject: "Subject", confidence: "confidence", type: "Type", types: {} },
};
const say = WORDS[(navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en"];

const data = JSON.parse(document.getElementById("data").textContent);
// [caption, label, properties, evidence] and [start, end, type, properties, evidence]; evidence is [quote, document, section, confidence].
const nodes = data.nodes.map(([caption, label, properties, evidence], id) => ({ id, caption, label, properties, evidence, rels: [] }));
const rels = data.rels.map(([start, end, type, properties, evidence], id) => ({ id, start, end, type, properties, evidence }));
for (const rel of rels) {
  nodes[rel.start].rels.push(rel);
  if (rel.end !== rel.start) nodes[rel.end].rels.push(rel);
}
const OTHER = { name: "", title: "", fill: "#eeeeee", border: "#777777", background: false };
const labelOf = (node) => data.labels[node.label] || OTHER;
const text = (at) => data.texts[at] ?? "";

const MOST_DRAWN = 120, MOST_AROUND = 60, MOST_FOUND = 60, MOST_ROWS = 500, MOST_NAMED_EDGES = 45;
const state = { tab: "graph", query: "", hidden: new Set(), chosen: null, focus: null, sort: { table: [2, -1], figures: [0, 1] } };

// An element with attributes and children; texts become text nodes, never markup.
function make(name, attributes, ...children) {
  const svg = ["svg", "g", "line", "path", "circle", "text", "title", "defs", "marker"].includes(name);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}
const fill = (element, ...children) => element.replaceChildren(...children.filter(Boolean));
const byId = (id) => document.getElementById(id);
const sentence = (template, values) => template.replace(/\{(\w)\}/g, (_, key) => values[key]);

// Full-width letters and digits, and letters of either case, are the same to a reader.
const folded = (words) => String(words).normalize("NFKC").toLowerCase();
const isShown = (node) => !state.hidden.has(node.label);
let index = null;
function indexed() {
  index ||= nodes.map((node) => ({
    names: folded([node.caption, node.properties.full_name || "", ...[].concat(node.properties.aliases || [])].join("\n")),
    quotes: node.evidence.map((place) => place[0]),
  }));
  return index;
}
let foldedTexts = null;
function search(query) {
  const wanted = folded(query).trim();
  if (!wanted) return { named: [], quoted: [] };
  foldedTexts ||= data.texts.map(folded);
  const named = [], quoted = [];
  indexed().forEach((entry, id) => {
    if (!isShown(nodes[id])) return;
    if (entry.names.includes(wanted)) named.push(nodes[id]);
    else if (entry.quotes.some((at) => foldedTexts[at].includes(wanted))) quoted.push(nodes[id]);
  });
  const rank = (node) => (folded(node.caption) === wanted ? 0 : folded(node.caption).startsWith(wanted) ? 1 : 2);
  named.sort((a, b) => rank(a) - rank(b) || b.rels.length - a.rels.length);
  quoted.sort((a, b) => b.rels.length - a.rels.length);
  return { named, quoted };
}

function choose(node, focus) {
  state.chosen = node ? node.id : null;
  if (focus && node) state.focus = node.id;
  remember();
  draw();
}
function remember() {
  const parts = [];
  if (state.query) parts.push("q=" + encodeURIComponent(state.query));
  if (state.tab !== "graph") parts.push("tab=" + state.tab);
  if (state.chosen !== null) parts.push("n=" + state.chosen);
  if (state.focus !== null) parts.push("around=" + state.focus);
  history.replaceState(null, "", parts.length ? "#" + parts.join("&") : "#");
}
function recall() {
  const given = new URLSearchParams(location.hash.slice(1));
  const number = (key) => (given.has(key) && nodes[+given.get(key)] ? +given.get(key) : null);
  state.query = given.get("q") || "";
  state.tab = ["graph", "table", "figures"].includes(given.get("tab")) ? given.get("tab") : "graph";
  state.chosen = number("n");
  state.focus = number("around");
}

const swatch = (node) => make("span", { class: "kind", style: `background:${labelOf(node).fill};border-color:${labelOf(node).border}` });
// What a list calls a node: a figure also by whose it is.
function listed(node) {
  const owner = node.rels.find((rel) => rel.end === node.id && ["SETS", "REPORTS"].includes(data.types[rel.type].name));
  return owner ? `${nodes[owner.start].caption} ${node.caption}` : node.caption;
}
const item = (node) => make("button", { class: "item", onclick: () => choose(node, true) }, swatch(node), listed(node));

function drawFound() {
  const panel = byId("found");
  panel.hidden = !state.query.trim();
  if (panel.hidden) return;
  const { named, quoted } = search(state.query);
  const left = named.length + quoted.length - MOST_FOUND;
  const shownNames = named.slice(0, MOST_FOUND), shownQuotes = quoted.slice(0, Math.max(0, MOST_FOUND - named.length));
  fill(panel, ...shownNames.map(item), shownQuotes.length ? make("div", { class: "note" }, say.quoted) : null, ...shownQuotes.map(item),
    left > 0 ? make("div", { class: "note" }, sentence(say.more, { n: left })) : null,
    named.length + quoted.length ? null : make("div", { class: "note" }, say.none));
}

function drawHead() {
  document.title = data.title ? `${data.title} · 图志` : "图志";
  document.querySelector("h1").textContent = data.title || "图志";
  const box = byId("search");
  box.placeholder = say.search;
  box.setAttribute("aria-label", say.search);
  if (box.value !== state.query) box.value = state.query;
  const tabs = figures().length ? ["graph", "table", "figures"] : ["graph", "table"];
  fill(byId("tabs"), ...tabs.map((tab) => make("button", { role: "tab", "aria-selected": String(state.tab === tab),
    onclick: () => { state.tab = tab; remember(); draw(); } }, say[tab])));
  byId("counts").textContent = `${nodes.length} ${say.nodes} · ${rels.length} ${say.rels}`;
  fill(byId("labels"), ...data.labels.map((label, at) => make("button", { "aria-pressed": String(!state.hidden.has(at)),
    style: `background:${label.fill};border-color:${label.border}`,
    onclick: () => { state.hidden.has(at) ? state.hidden.delete(at) : state.hidden.add(at); draw(); } }, `${label.title} ${label.count}`)));
}

// The drawer: what is chosen, its properties, its relationships by type, and the sentences it stands on.
function marked(quote, words) {
  const found = words.filter((word) => word && quote.includes(word)).sort((a, b) => b.length - a.length)[0];
  if (!found) return [quote];
  return quote.split(found).flatMap((part, at) => (at ? [make("mark", {}, found), part] : [part]));
}
function quotes(evidence, words) {
  return evidence.map(([quote, doc, section, confidence]) => make("blockquote", {}, ...marked(text(quote), words),
    make("footer", {}, [text(doc), text(section), confidence === null ? "" : `${say.confidence} ${confidence}`].filter(Boolean).join(" · "))));
}
const shownValue = (value) => (Array.isArray(value) ? value.map(shownValue).join("、") : value !== null && typeof value === "object" ? JSON.stringify(value) : String(value));
function properties(values) {
  const rows = Object.entries(values).filter(([key]) => key !== "key");
  return rows.length ? make("dl", {}, ...rows.flatMap(([key, value]) => [make("dt", {}, key), make("dd", {}, shownValue(value))])) : null;
}
function drawDrawer() {
  const drawer = byId("drawer"), node = state.chosen === null ? null : nodes[state.chosen];
  drawer.hidden = !node;
  if (!node) return;
  const words = [node.caption, node.properties.text, node.properties.full_name, ...[].concat(node.properties.aliases || [])].filter(Boolean).map(String);
  const groups = new Map();
  for (const rel of node.rels) {
    const out = rel.start === node.id, key = `${rel.type} ${out}`;
    if (!groups.has(key)) groups.set(key, { title: `${out ? "" : "← "}${data.types[rel.type].title}${out ? " →" : ""}`, rels: [] });
    groups.get(key).rels.push([rel, nodes[out ? rel.end : rel.start]]);
  }
  const related = [...groups.values()].flatMap(({ title, rels: list }) => [make("h3", {}, `${title} (${list.length})`),
    ...list.slice(0, MOST_AROUND).map(([, other]) => item(other)),
    list.length > MOST_AROUND ? make("div", { class: "note" }, `+ ${list.length - MOST_AROUND}`) : null]);
  fill(drawer, make("button", { class: "close", title: "Esc", "aria-label": say.close, onclick: () => choose(null) }, "×"),
    make("button", { class: "close", onclick: () => { state.tab = "graph"; choose(node, true); } }, say.around),
    make("h2", {}, node.caption), make("div", { class: "note" }, swatch(node), labelOf(node).title),
    properties(node.properties), node.evidence.length ? make("h3", {}, `${say.evidence} (${node.evidence.length})`) : null,
    ...quotes(node.evidence.slice(0, MOST_AROUND), words), ...related);
  drawer.scrollTop = 0;
}

// Tables: rows of [cells, node]; a cell is a text, a number or {text, class, by}.
function table(name, columns, rows) {
  const [by, direction] = state.sort[name];
  const keyOf = (cell) => (cell !== null && typeof cell === "object" ? cell.by : cell);
  rows.sort(([a], [b]) => {
    const [one, other] = [keyOf(a[by]), keyOf(b[by])];
    if (one === other) return 0;
    if (one === null || one === "") return 1;
    if (other === null || other === "") return -1;
    return direction * (typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other), "zh"));
  });
  const head = columns.map((column, at) => make("th", { scope: "col", "aria-sort": by === at ? (direction > 0 ? "ascending" : "descending") : null,
    onclick: () => { state.sort[name] = [at, by === at ? -direction : 1]; drawView(); } }, column + (by === at ? (direction > 0 ? " ▲" : " ▼") : "")));
  const cell = (value) => {
    if (value !== null && typeof value === "object") return make("td", { class: value.class }, value.text);
    return make("td", { class: typeof value === "number" ? "number" : null }, value === null ? "" : String(value));
  };
  const body = rows.slice(0, MOST_ROWS).map(([cells, node]) => make("tr", { onclick: () => choose(node, true) }, ...cells.map(cell)));
  return [make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body)),
    rows.length > MOST_ROWS ? make("div", { class: "note" }, sentence(say.more, { n: rows.length - MOST_ROWS })) : null];
}
function wantedNodes() {
  if (!state.query.trim()) return null;
  const { named, quoted } = search(state.query);
  return new Set([...named, ...quoted].map((node) => node.id));
}
function drawTable(view) {
  const wanted = wantedNodes();
  const rows = nodes.filter((node) => isShown(node) && (!wanted || wanted.has(node.id))).map((node) => [[node.caption, labelOf(node).title,
    node.rels.length, node.evidence.length, [...new Set(node.evidence.map((place) => text(place[1])))].filter(Boolean).join("、")], node]);
  fill(view, ...table("table", [say.name, say.label, say.degree, say.sources, say.documents], rows));
}

// Figures: targets and observations with whose they are and whether a target was met.
let allFigures = null;
function figures() {
  if (allFigures) return allFigures;
  const named = (name) => data.labels.findIndex((label) => label.name === name);
  const kinds = new Map([[named("Target"), say.target], [named("Observation"), say.outcome]]);
  kinds.delete(-1);
  const type = (rel) => data.types[rel.type].name;
  allFigures = nodes.filter((node) => kinds.has(node.label)).map((node) => {
    const figure = { node, kind: kinds.get(node.label), region: "", indicator: "", met: null };
    for (const rel of node.rels) {
      if (rel.end === node.id && ["SETS", "REPORTS"].includes(type(rel))) figure.region = nodes[rel.start].caption;
      if (rel.start === node.id && type(rel) === "OF_INDICATOR") figure.indicator = nodes[rel.end].caption;
      if (rel.start === node.id && type(rel) === "ANSWERED_BY" && typeof rel.properties.met === "boolean") figure.met = rel.properties.met;
    }
    return figure;
  });
  return allFigures;
}
function drawFigures(view) {
  const query = folded(state.query).trim();
  const isWanted = (figure) => folded(`${figure.region} ${figure.indicator} ${figure.node.caption}`).includes(query);
  const verdict = (met) => (met === null ? null : { text: met ? "✓" : "✗", class: met ? "yes" : "no", by: met ? 1 : 0 });
  const rows = figures().filter((figure) => isShown(figure.node) && (!query || isWanted(figure))).map((figure) => {
    const { year, text: written, value, subject, type } = figure.node.properties;
    return [[figure.region, figure.indicator, year ?? null, figure.kind, say.types[type] || type || "", { text: written ?? "", by: value ?? null, class: "number" }, verdict(figure.met),
      subject ?? ""], figure.node];
  });
  fill(view, ...table("figures", [say.region, say.indicator, say.year, say.kind, say.type, say.value, say.met, say.subject], rows));
}

// What is drawn: the things round one that is in focus, else those with most relationships.
function drawnNodes() {
  const degree = (node) => node.rels.length;
  if (state.focus !== null) {
    const centre = nodes[state.focus];
    const around = [...new Set(centre.rels.map((rel) => (rel.start === centre.id ? rel.end : rel.start)))].map((id) => nodes[id]).filter((node) => node !== centre && isShown(node));
    around.sort((a, b) => labelOf(a).background - labelOf(b).background || degree(b) - degree(a));
    return [centre, ...around.slice(0, MOST_AROUND)];
  }
  const shown = nodes.filter(isShown);
  if (shown.length <= MOST_DRAWN) return shown;
  const front = shown.filter((node) => !labelOf(node).background && node.rels.length);
  const candidates = front.length ? front : shown;
  const isFront = new Set(candidates.map((node) => node.id));
  const inner = (node) => node.rels.filter((rel) => isFront.has(rel.start) && isFront.has(rel.end)).length;
  return candidates.map((node) => [inner(node), node]).filter(([count]) => count > 0 || !front.length).sort((a, b) => b[0] - a[0] || a[1].id - b[1].id)
    .slice(0, MOST_DRAWN).map(([, node]) => node);
}

// Places by forces: all push each other off, relationships pull together, all are drawn to the middle; then they are spread
// over the frame and captions are moved off each other. The same graph always lies the same.
function layOut(drawn, edges, frame) {
  const places = drawn.map((node, at) => {
    const angle = at * 2.399963, far = 34 * Math.sqrt(at + 0.5);
    return { x: far * Math.cos(angle), y: far * Math.sin(angle), dx: 0, dy: 0, wide: captionWidth(node) / 2 + 6, high: radius(node) + 9 };
  });
  const length = 60, rounds = 320;
  for (let round = 0; round < rounds; round++) {
    const heat = 22 * (1 - round / rounds) + 0.5;
    for (const place of places) { place.dx = -place.x * 0.03; place.dy = -place.y * 0.03; }
    for (let i = 0; i < places.length; i++) {
      for (let j = i + 1; j < places.length; j++) {
        const x = places[i].x - places[j].x || 0.01 * (i - j), y = places[i].y - places[j].y || 0.01;
        const push = (length * length * 0.09) / (x * x + y * y + 25);
        places[i].dx += x * push; places[i].dy += y * push;
        places[j].dx -= x * push; places[j].dy -= y * push;
      }
    }
    for (const [a, b] of edges) {
      const one = places[a], other = places[b], x = other.x - one.x, y = other.y - one.y, far = Math.hypot(x, y) || 1;
      const pull = (0.05 * (far - length)) / far;
      one.dx += x * pull; one.dy += y * pull; other.dx -= x * pull; other.dy -= y * pull;
    }
    for (const place of places) {
      const step = Math.hypot(place.dx, place.dy) || 1, most = Math.min(step, heat) / step;
      place.x += place.dx * most; place.y += place.dy * most;
    }
  }
  spread(places, frame);
  part(places);
  return places;
}
// Fills the frame; few things take no more room than they need.
function spread(places, [width, height]) {
  const room = Math.min(1, Math.sqrt(places.length / 40));
  for (const [axis, size] of [["x", (width - 160) * room], ["y", (height - 90) * room]]) {
    const values = places.map((place) => place[axis]), least = Math.min(...values), most = Math.max(...values);
    for (const place of places) place[axis] = most > least ? ((place[axis] - least) / (most - least) - 0.5) * size : 0;
  }
}
// Moves two whose captions overlap apart along the shorter way.
function part(places) {
  for (let round = 0; round < 80; round++) {
    let moved = false;
    for (let i = 0; i < places.length; i++) {
      for (let j = i + 1; j < places.length; j++) {
        const one = places[i], other = places[j], x = other.x - one.x, y = other.y - one.y;
        const over = one.wide + other.wide - Math.abs(x), under = one.high + other.high - Math.abs(y);
        if (over <= 0 || under <= 0) continue;
        moved = true;
        if (under <= over) { const by = (y < 0 ? -under : under) / 2; one.y -= by; other.y += by; }
        else { const by = (x < 0 ? -over : over) / 2; one.x -= by; other.x += by; }
      }
    }
    if (!moved) return;
  }
}

const radius = (node) => 6 + Math.min(12, 1.3 * Math.sqrt(node.rels.length));
const fontSize = (node) => (radius(node) > 13 ? 14 : 11);
const captionWidth = (node) => [...shortened(node.caption)].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e80 ? 1 : 0.58), 0) * fontSize(node);
function shortened(caption) {
  const line = caption.split("\n")[0], letters = [...line];
  return letters.length > 13 ? letters.slice(0, 12).join("") + "…" : line;
}
// The places of what was drawn last, so that a choice does not move it, and the part that is looked at.
let kept = { key: null };
function drawGraph(view) {
  const drawn = drawnNodes(), at = new Map(drawn.map((node, place) => [node.id, place]));
  const held = new Map();
  for (const node of drawn) for (const rel of node.rels) if (at.has(rel.start) && at.has(rel.end) && rel.start !== rel.end) held.set(rel.id, rel);
  const edges = [...held.values()];
  const key = drawn.map((node) => node.id).join();
  if (kept.key !== key) kept = { key, places: layOut(drawn, edges.map((rel) => [at.get(rel.start), at.get(rel.end)]), [view.clientWidth || 1000, view.clientHeight || 700]), box: null };
  const places = kept.places;
  const svg = make("svg", { role: "img", "aria-label": say.graph });
  svg.append(make("defs", {}, make("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 6, markerHeight: 6, orient: "auto" },
    make("path", { d: "M0 0L8 4L0 8z", fill: "#8a94a0" }))));
  const lines = edges.map((rel) => {
    const line = make("line", { class: "edge" + (rel.properties.met === false ? " dashed" : ""), stroke: data.types[rel.type].colour, "marker-end": "url(#arrow)" },
      make("title", {}, `${nodes[rel.start].caption} —${data.types[rel.type].title}→ ${nodes[rel.end].caption}`));
    const name = edges.length <= MOST_NAMED_EDGES ? make("text", { class: "edge-name" }, data.types[rel.type].title) : null;
    svg.append(line);
    if (name) svg.append(name);
    return { rel, line, name };
  });
  const groups = drawn.map((node) => {
    const label = labelOf(node), r = radius(node);
    const group = make("g", { class: "node", tabindex: 0, "data-id": node.id },
      make("circle", { r, fill: label.fill, stroke: label.border, "stroke-width": 1.8, "stroke-dasharray": label.name === "Target" ? "4 2" : null }),
      make("text", { y: r + 12, "font-size": fontSize(node) }, shortened(node.caption)), make("title", {}, `${label.title}: ${node.caption}`));
    svg.append(group);
    return group;
  });
  function put() {
    groups.forEach((group, i) => group.setAttribute("transform", `translate(${places[i].x.toFixed(1)} ${places[i].y.toFixed(1)})`));
    for (const { rel, line, name } of lines) {
      const a = places[at.get(rel.start)], b = places[at.get(rel.end)], far = Math.hypot(b.x - a.x, b.y - a.y) || 1;
      const from = radius(nodes[rel.start]) / far, to = (radius(nodes[rel.end]) + 2) / far;
      const ends = [a.x + (b.x - a.x) * from, a.y + (b.y - a.y) * from, b.x - (b.x - a.x) * to, b.y - (b.y - a.y) * to];
      ["x1", "y1", "x2", "y2"].forEach((key, i) => line.setAttribute(key, ends[i].toFixed(1)));
      if (name) { name.setAttribute("x", ((a.x + b.x) / 2).toFixed(1)); name.setAttribute("y", ((a.y + b.y) / 2).toFixed(1)); }
    }
  }
  put();
  pick(svg, drawn, lines, groups);
  const note = make("div", { class: "note", style: "position:absolute;left:8px;top:4px" }, sentence(say.drawn, { m: drawn.length, n: nodes.length }) + " ",
    state.focus === null ? null : make("button", { onclick: () => { state.focus = null; remember(); draw(); } }, say.all));
  fill(view, svg, note);
  move(svg, view, places, groups, put);
}
function pick(svg, drawn, lines, groups) {
  const chosen = drawn.findIndex((node) => node.id === state.chosen);
  if (chosen < 0) return;
  const near = new Set([state.chosen]);
  for (const { rel, line } of lines) if (rel.start === state.chosen || rel.end === state.chosen) { near.add(rel.start); near.add(rel.end); line.classList.add("near"); }
  drawn.forEach((node, i) => groups[i].classList.toggle("near", near.has(node.id)));
  groups[chosen].classList.add("chosen");
  if (state.focus === null) svg.classList.add("picked");
}
// Drag a node or the ground, zoom by the wheel, choose by a click or Enter.
function move(svg, view, places, groups, put) {
  const xs = places.map((place) => place.x), ys = places.map((place) => place.y);
  const least = [Math.min(...xs) - 80, Math.min(...ys) - 40], most = [Math.max(...xs) + 80, Math.max(...ys) + 40];
  let box = kept.box || [least[0], least[1], most[0] - least[0], most[1] - least[1]];
  const show = () => { kept.box = box; svg.setAttribute("viewBox", box.map((side) => side.toFixed(1)).join(" ")); };
  show();
  const scale = () => Math.max(box[2] / (svg.clientWidth || 1), box[3] / (svg.clientHeight || 1));
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const frame = svg.getBoundingClientRect(), by = event.deltaY > 0 ? 1.15 : 1 / 1.15;
    const x = box[0] + ((event.clientX - frame.left) / frame.width) * box[2], y = box[1] + ((event.clientY - frame.top) / frame.height) * box[3];
    box = [x + (box[0] - x) * by, y + (box[1] - y) * by, box[2] * by, box[3] * by];
    show();
  }, { passive: false });
  let grip = null;
  svg.addEventListener("pointerdown", (event) => {
    const group = event.target.closest(".node");
    grip = { at: group ? groups.indexOf(group) : -1, x: event.clientX, y: event.clientY, moved: 0 };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const dx = (event.clientX - grip.x) * scale(), dy = (event.clientY - grip.y) * scale();
    grip.moved += Math.abs(event.clientX - grip.x) + Math.abs(event.clientY - grip.y);
    [grip.x, grip.y] = [event.clientX, event.clientY];
    if (grip.at >= 0) { places[grip.at].x += dx; places[grip.at].y += dy; put(); } else { box[0] -= dx; box[1] -= dy; show(); }
  });
  svg.addEventListener("pointerup", () => {
    const { at, moved } = grip || { at: -1, moved: 9 };
    grip = null;
    if (moved < 4) choose(at >= 0 ? nodes[+groups[at].dataset.id] : null);
  });
  svg.addEventListener("keydown", (event) => { const group = event.target.closest(".node"); if (group && event.key === "Enter") choose(nodes[+group.dataset.id]); });
}

function drawView() {
  const view = byId("view");
  if (state.tab === "table") drawTable(view);
  else if (state.tab === "figures") drawFigures(view);
  else drawGraph(view);
}
function draw() { drawHead(); drawFound(); drawView(); drawDrawer(); }

byId("search").addEventListener("input", (event) => {
  state.query = event.target.value;
  remember();
  drawFound();
  if (state.tab !== "graph") drawView();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== byId("search")) { event.preventDefault(); byId("search").focus(); }
  if (event.key === "Escape") { if (state.chosen !== null) choose(null); else { state.query = ""; state.focus = null; remember(); draw(); } }
});
window.addEventListener("hashchange", () => { recall(); draw(); });
recall();
draw();
