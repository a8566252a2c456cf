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
