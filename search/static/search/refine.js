// Refining a search in place: what htmx swaps keeps the reader's place. Without scripts the form and the links do it all.
const open = new Map(); // facets that the reader has opened or closed, by id

document.addEventListener("toggle", ({ target }) => {
  if (target.matches?.("#filters details") && target.id) open.set(target.id, target.open);
}, true);

document.addEventListener("htmx:oobAfterSwap", () => {
  for (const [id, state] of open) {
    const facet = document.getElementById(id);
    if (facet) facet.open = state;
  }
});

// htmx notes the address in the browser's store; the hub leaves nothing on the reader's device.
const forget = () => sessionStorage.removeItem("htmx-current-path-for-history");
forget();
document.addEventListener("htmx:pushedIntoHistory", forget);

// The link that was followed is gone: go on from the answers.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.getElementById("treff")?.focus({ preventScroll: true });
});

// No answer, or a broken one: ask again as a browser does.
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, ({ detail }) => location.assign(detail.pathInfo.finalRequestPath));
}
