// Suggestions below a search field: a combobox with a list (WAI-ARIA 1.2). The arrows choose, Enter follows, Escape
// closes; focus never leaves the field. Without this script the field is an ordinary one.
for (const field of document.querySelectorAll("[data-suggestions]")) {
  const list = document.createElement("div");
  const status = document.createElement("span");
  let waiting;
  let asking;
  let chosen = -1;

  list.id = `${field.id}-forslag`;
  list.className = "options";
  list.role = "listbox";
  list.ariaLabel = field.dataset.label;
  list.hidden = true;
  status.className = "ds-sr-only";
  status.role = "status";
  field.after(list, status);
  field.role = "combobox";
  field.ariaAutoComplete = "list";
  field.ariaExpanded = "false";
  field.setAttribute("aria-controls", list.id);

  const options = () => [...list.children];

  const choose = (at) => {
    chosen = at;
    options().forEach((option, number) => { option.ariaSelected = String(number === at); });
    const option = options()[at];
    if (!option) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const show = (open) => {
    list.hidden = !open;
    field.ariaExpanded = String(open);
    choose(-1);
  };

  const close = () => {
    clearTimeout(waiting);
    asking?.abort();
    status.textContent = "";
    show(false);
  };

  const ask = async () => {
    const words = field.value.trim();
    asking?.abort();
    if (words.length < 2) return close();
    asking = new AbortController();
    const address = new URL(field.dataset.suggestions, location.href);
    address.searchParams.set("q", words);
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) return close();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (document.activeElement !== field) return;
      list.replaceChildren(...page.querySelectorAll("[role=option]"));
      status.textContent = page.querySelector("[data-status]")?.textContent ?? "";
      show(list.childElementCount > 0);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  const move = (step) => {
    if (list.hidden) return ask();
    const count = list.childElementCount;
    choose(((chosen + step + 1 + count + 1) % (count + 1)) - 1); // one place more than options: the field itself
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const option = options()[chosen];
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Enter" && option && !list.hidden) option.click();
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", close);
  field.form?.addEventListener("submit", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // else the field loses focus before the click
}
