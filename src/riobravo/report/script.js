"use strict";
document.documentElement.classList.add("scripted");

function sortTable(table, column, descending) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const key = (row) => row.cells[column].dataset.key ?? row.cells[column].textContent.trim();
  const numeric = rows.every((row) => key(row) === "" || Number.isFinite(Number(key(row))));
  const compare = (a, b) => {
    const left = key(a);
    const right = key(b);
    if (left === "" || right === "") return (left === "") - (right === "");
    const order = numeric ? Number(left) - Number(right) : left.localeCompare(right, "en");
    return descending ? -order : order;
  };
  rows.sort(compare).forEach((row) => body.appendChild(row));
}

document.querySelectorAll("table.sortable").forEach((table) => {
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.title = "Sort by this column";
    head.append(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      sortTable(table, column, descending);
    });
  });
});

document.querySelectorAll("figure[data-name]").forEach((figure) => {
  const link = figure.querySelector(".save-picture");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const picture = new XMLSerializer().serializeToString(figure.querySelector(".wide svg"));
    const address = URL.createObjectURL(new Blob([picture], { type: "image/svg+xml" }));
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.download = `${figure.dataset.name}.svg`;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
});

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView({ block: "start" });
  }
}
window.addEventListener("hashchange", openTarget);
openTarget();

const shown = document.createElement("div");
shown.className = "popover";
shown.id = "popover";
shown.hidden = true;
shown.setAttribute("role", "tooltip");
document.body.append(shown);
let owner = null;
let leaving = 0;

function hideEntry() {
  clearTimeout(leaving);
  shown.hidden = true;
  owner?.removeAttribute("aria-describedby");
  owner = null;
}

function showEntry(link) {
  clearTimeout(leaving);
  if (owner === link) return;
  const entry = document.getElementById(link.getAttribute("href").slice(1))?.querySelector(".entry");
  if (!entry) return;
  hideEntry();
  owner = link;
  shown.replaceChildren(...Array.from(entry.childNodes, (node) => node.cloneNode(true)));
  shown.hidden = false;
  shown.scrollTop = 0;
  link.setAttribute("aria-describedby", shown.id);
  const place = link.getBoundingClientRect();
  const left = Math.min(place.left, document.documentElement.clientWidth - shown.offsetWidth - 8);
  const below = place.bottom + 4;
  const fits = below + shown.offsetHeight < window.innerHeight || place.top < shown.offsetHeight + 4;
  shown.style.left = `${Math.max(8, left) + window.scrollX}px`;
  shown.style.top = `${(fits ? below : place.top - shown.offsetHeight - 4) + window.scrollY}px`;
}

function leaveEntry() {
  clearTimeout(leaving);
  leaving = setTimeout(hideEntry, 250);
}

document.querySelectorAll("a.parameter").forEach((link) => {
  link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && showEntry(link));
  link.addEventListener("pointerleave", leaveEntry);
  link.addEventListener("focus", () => link.matches(":focus-visible") && showEntry(link));
  link.addEventListener("blur", leaveEntry);
  link.addEventListener("click", () => {
    hideEntry();
    if (link.getAttribute("href") === location.hash) openTarget();
  });
});
shown.addEventListener("pointerenter", () => clearTimeout(leaving));
shown.addEventListener("pointerleave", leaveEntry);
document.addEventListener("keydown", (event) => event.key === "Escape" && hideEntry());
