/* Lines of a source page are selected by their address, lists of usages open when they are the target,
   and keyword indexes find names as they are typed. Every page can be read without this. */
"use strict";

(() => {
  const LINES = /^#L(\d+)(?:-L?(\d+))?$/;
  const script = document.currentScript;

  /* ---- source lines ---- */

  const line = (number) => document.getElementById(`L${number}`);

  const selectLines = (scroll) => {
    document.querySelectorAll(".kwindex-selected").forEach((one) => one.classList.remove("kwindex-selected"));
    const match = LINES.exec(location.hash);
    if (!match) return;
    const [first, last] = [Number(match[1]), Number(match[2] || match[1])].sort((a, b) => a - b);
    for (let number = first; number <= last && line(number); number += 1) {
      line(number).classList.add("kwindex-selected");
    }
    if (scroll && match[2] && line(first)) line(first).scrollIntoView({ block: "center" });
  };

  const clickedNumber = (event) => {
    const pre = event.target.closest(".kwindex-source pre");
    const row = pre && event.target.closest(".kwindex-source pre > span[id]");
    if (!row || event.target.closest("a")) return null;
    const gutter = parseFloat(getComputedStyle(row, "::before").width);
    return event.clientX - row.getBoundingClientRect().left <= gutter ? Number(row.id.slice(1)) : null;
  };

  document.addEventListener("click", (event) => {
    const number = clickedNumber(event);
    if (!number) return;
    const match = LINES.exec(location.hash);
    const from = event.shiftKey && match ? Number(match[1]) : number;
    const hash = from === number ? `#L${number}` : `#L${Math.min(from, number)}-L${Math.max(from, number)}`;
    history.replaceState(null, "", hash);
    selectLines(false);
  });

  // No element has the id of several lines, so that without this a link leads to the first of them.
  document.querySelectorAll("a[class*=kwindex-lines-]").forEach((link) => {
    const [, from, to] = /kwindex-lines-(\d+)-(\d+)/.exec(link.className);
    link.hash = `#L${from}-L${to}`;
  });

  /* ---- folds ---- */

  const openTarget = () => {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return;
    }
    for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    if (target && target.tagName === "DETAILS") target.scrollIntoView();
  };

  const follow = () => {
    selectLines(true);
    openTarget();
  };
  window.addEventListener("hashchange", follow);
  follow();

  /* ---- type-ahead ---- */

  const first = document.querySelector(
    ".kwindex-keyword-index .kwindex-letters, .kwindex-keyword-letters .kwindex-letters, [class$=index-jumpbox]",
  );
  if (!first || !script) return;

  const MOST = 60;
  const shards = new Map(); // start of name → promise of its rows
  const waiting = new Map(); // start of name → what to do with its rows
  let starts = null;

  window.kwindexShard = (start, data) => waiting.get(start)(data);

  const load = (start, file) => {
    if (!shards.has(start)) {
      shards.set(
        start,
        new Promise((resolve) => {
          const element = document.createElement("script");
          waiting.set(start, resolve);
          element.onerror = () => resolve({ docs: [], rows: [] });
          element.src = new URL(`kwindex/${file}.js`, script.src).href;
          document.head.append(element);
        }),
      );
    }
    return shards.get(start);
  };

  const root = new URL("../", script.src).href;
  const dirhtml = typeof DOCUMENTATION_OPTIONS === "object" && DOCUMENTATION_OPTIONS.BUILDER === "dirhtml";
  const suffix = dirhtml ? "/" : (typeof DOCUMENTATION_OPTIONS === "object" && DOCUMENTATION_OPTIONS.LINK_SUFFIX) || ".html";
  const whole = first.matches("[class$=index-jumpbox]");
  const above = dirhtml && first.closest(".kwindex-keyword-index") ? ".." : ".";
  const here = whole ? root : new URL(above, location.href).href;
  const address = (docname) => root + docname.split("/").map(encodeURIComponent).join("/") + suffix;

  const find = async (words) => {
    const parts = words.toLowerCase().split(/[.\s]+/).filter(Boolean);
    const name = parts.pop() || "";
    const found = [];
    starts = starts || (await load("", "starts")).rows;
    for (const [start, file] of starts) {
      if (!start.startsWith(name) && !name.startsWith(start)) continue;
      const { docs, rows } = await load(start, file);
      for (const row of rows) {
        const url = address(docs[row[3]]);
        const rest = row[1].toLowerCase();
        if (!row[0].toLowerCase().startsWith(name) || !url.startsWith(here)) continue;
        if (parts.every((part) => rest.includes(part))) found.push([row, `${url}#${encodeURIComponent(row[4])}`]);
        if (found.length >= MOST) return found;
      }
    }
    return found;
  };

  const item = ([row, url]) => {
    const element = document.createElement("li");
    const link = document.createElement("a");
    const name = document.createElement("code");
    const kind = document.createElement("span");
    const where = document.createElement("span");
    link.className = "reference internal";
    link.href = url;
    name.className = "docutils literal notranslate";
    name.textContent = row[0];
    link.append(name);
    kind.className = "kwindex-kind";
    kind.textContent = row[2];
    where.className = "kwindex-summary";
    where.textContent = row[1];
    element.append(link, " ", kind, " ", where);
    return element;
  };

  const input = document.createElement("input");
  const list = document.createElement("ul");
  input.type = "search";
  input.className = "kwindex-filter";
  input.placeholder = "Find a name…";
  input.setAttribute("aria-label", input.placeholder);
  input.autocomplete = "off";
  input.spellcheck = false;
  list.className = "simple kwindex-list kwindex-found";
  list.setAttribute("aria-live", "polite");
  first.before(input, list);

  const show = (found, searching) => {
    list.replaceChildren(...found.map(item));
    for (let one = list.nextElementSibling; one; one = one.nextElementSibling) {
      one.style.display = searching ? "none" : "";
    }
  };

  let latest = 0;
  input.addEventListener("input", async () => {
    const turn = (latest += 1);
    const words = input.value.trim();
    const found = words ? await find(words) : [];
    if (turn === latest) show(found, words !== "");
  });

  const move = (event, step) => {
    const links = [input, ...list.querySelectorAll("a")];
    const next = links[links.indexOf(document.activeElement) + step];
    if (next) next.focus();
    event.preventDefault();
  };

  const onKey = (event) => {
    if (event.key === "ArrowDown") move(event, 1);
    if (event.key === "ArrowUp") move(event, -1);
    if (event.key === "Escape") {
      input.value = "";
      show([], false);
      input.focus();
    }
    if (event.key === "Enter" && event.target === input && list.firstChild) list.querySelector("a").click();
  };
  input.addEventListener("keydown", onKey);
  list.addEventListener("keydown", onKey);
})();
