// Knows the rows of the check-in page: draws the guests as they are now, and makes taps of buttons.
const page = document.querySelector("[data-check-in]");
const part = (name, within = page) => within.querySelector(`[data-part="${name}"]`);
const MOST = 50;
let latest = null;
let only = "";

const say = (name, detail) => document.dispatchEvent(new CustomEvent(`check-in:${name}`, { detail }));

function folded(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/ى/g, "ي").replace(/[ة]/g, "ه").replace(/(^|\s)[وفبك]?ال(?=\p{L}{2})/gu, "$1");
}

function wanted() {
  if (only) return latest.guests.filter((guest) => guest.id === only);
  const words = folded(page.querySelector("#q").value).split(/\s+/);
  return latest.guests.filter((guest) => words.every((word) => guest.words.includes(word)));
}

function draw() {
  if (!latest) return;
  const list = part("list");
  const found = wanted();
  const rows = new Map([...list.children].map((row) => [row.dataset.guest, row]));
  found.slice(0, MOST).forEach((guest, at) => {
    const row = rows.get(guest.id) ?? part("row").content.firstElementChild.cloneNode(true);
    rows.delete(guest.id);
    fill(row, guest);
    if (list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null);
  });
  rows.forEach((row) => row.remove());
  Object.assign(part("nobody"), { hidden: found.length > 0, textContent: page.dataset.nobody });
  part("left-out").hidden = found.length <= MOST;
  part("came").textContent = latest.came;
  part("expected").textContent = latest.expected;
  sayHowItStands();
}

function fill(row, guest) {
  const still = guest.seats - guest.came;
  Object.assign(row.dataset, { guest: guest.id, state: guest.state });
  row.querySelector(".guest__who").id = `guest-${guest.id}`;
  part("name", row).firstElementChild.textContent = guest.name;
  part("note", row).textContent = guest.note;
  part("said", row).textContent = guest.tapped ? page.dataset.notSent.replace("%(hour)s", hour(guest.tapped)) : guest.said;
  for (const form of row.querySelectorAll("form")) {
    const { deed } = form.dataset;
    form.hidden = deed === "undo" ? !guest.came : deed === "exceed" ? guest.state !== "waiting" : !["expected", "part"].includes(guest.state);
    form.elements.registration.value = guest.id;
    form.querySelector("button").setAttribute("aria-describedby", `guest-${guest.id}`);
    if (form.elements.undo) form.elements.undo.value = guest.taps.join(",");
  }
  const seats = row.querySelector(".guest__seats input");
  seats.parentElement.hidden = still < 2;
  if (Number(seats.max) !== still) Object.assign(seats, { max: Math.max(still, 1), value: Math.max(still, 1) });
}

// On the event's own clock, as the site tells it.
const hour = (moment) =>
  new Date(moment).toLocaleTimeString("en", { timeStyle: "short", hourCycle: "h23", timeZone: page.dataset.zone });

function sayHowItStands() {
  const status = part("status");
  const { offline, waiting, sent } = page.dataset;
  const unsent = latest.unsent ? `${waiting} ${latest.unsent}` : "";
  const said = latest.isOffline ? `${offline} ${unsent}` : unsent || ("unsent" in status.dataset ? sent : status.textContent && sent);
  status.toggleAttribute("data-unsent", latest.unsent > 0);
  if (status.textContent !== said) status.textContent = said;
}

function tapped(event) {
  const form = event.target.closest("form[data-deed]");
  if (!form) return;
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(form));
  const tap = { deed: fields.deed, tap: crypto.randomUUID(), at: new Date().toISOString(), registration: fields.registration ?? "" };
  if (fields.deed === "undo") tap.undo = fields.undo.split(",");
  if (fields.deed === "let-in") tap.seats = Number(fields.seats);
  if (fields.deed === "walk-in") tap.name = fields.name.trim();
  if (fields.exceed) tap.exceed = "1";
  say("tap", tap);
  if (fields.deed === "walk-in") form.reset();
  // The button that was pressed is gone: its row's other one takes the focus.
  const row = form.closest(".guest");
  row?.querySelector("form:not([hidden]) button")?.focus();
}

function show({ detail: code }) {
  const signs = [...atob(code.replace(/-/g, "+").replace(/_/g, "/"))].slice(0, 16);
  const hex = signs.map((sign) => sign.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  if (!latest?.guests.some((guest) => guest.id === uuid)) return say("told", page.dataset.unknown);
  only = uuid;
  draw();
  part("list").querySelector("form:not([hidden]) button")?.focus();
}

function look(event) {
  event?.preventDefault();
  only = "";
  draw();
}

if (page && isSecureContext) {
  if (/[?&](code|done)=/.test(location.search)) only = part("list").firstElementChild?.dataset.guest ?? "";
  document.addEventListener("check-in:changed", ({ detail }) => {
    latest = detail;
    draw();
  });
  document.addEventListener("check-in:code", show);
  document.addEventListener("check-in:told", ({ detail }) => {
    part("told").prepend(Object.assign(document.createElement("p"), { textContent: detail }));
    while (part("told").children.length > 3) part("told").lastElementChild.remove();
  });
  page.addEventListener("submit", tapped);
  page.querySelector("#q").addEventListener("input", () => look());
  page.querySelector(".check-in__search").addEventListener("submit", look);
  part("everybody")?.addEventListener("click", look);
}
