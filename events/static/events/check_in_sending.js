// Knows the taps of this device: what they do to the list, and how each reaches the site, once.
const page = document.querySelector("[data-check-in]");
const state = { guests: [], came: 0, expected: 0, taps: [] };
const PATIENCE = 10000;
let csrf = "";
let version = "";
let [isBusy, isOffline] = [false, false];

const say = (name, detail) => document.dispatchEvent(new CustomEvent(`check-in:${name}`, { detail }));

function changed() {
  say("keep", state);
  say("changed", shown());
}

function shown() {
  const guests = new Map(state.guests.map((guest) => [guest.id, { ...guest }]));
  const more = state.taps.reduce((sum, tap) => sum + apply(tap, guests), 0);
  return { guests: [...guests.values()], came: state.came + more, expected: state.expected, unsent: state.taps.length, isOffline };
}

function apply(tap, guests) {
  const guest = guests.get(tap.registration);
  if (tap.deed === "walk-in") {
    if ([...guests.values()].some((one) => one.taps.includes(tap.tap))) return 0;
    const words = tap.name.toLowerCase();
    guests.set(tap.tap, { id: tap.tap, name: tap.name, note: page.dataset.notSignedUp, words, seats: 1, came: 1, state: "in", taps: [tap.tap], tapped: tap.at });
    return 1;
  }
  if (!guest) return 0;
  if (tap.deed === "undo") {
    const gone = guest.came;
    Object.assign(guest, { came: 0, taps: [], state: "expected", tapped: "", said: page.dataset.takenBack });
    return -gone;
  }
  if (guest.taps.includes(tap.tap)) return 0;
  const seats = Math.min(tap.seats, guest.seats - guest.came);
  const came = guest.came + seats;
  Object.assign(guest, { came, taps: [...guest.taps, tap.tap], state: came < guest.seats ? "part" : "in", tapped: tap.at });
  return seats;
}

function take({ detail: tap }) {
  if (tap.deed === "undo") {
    // What never left this device needs no undoing at the site.
    const unsent = state.taps.filter((one) => !one.isTried && tap.undo.includes(one.tap));
    state.taps = state.taps.filter((one) => !unsent.includes(one));
    tap.undo = tap.undo.filter((uuid) => !unsent.some((one) => one.tap === uuid));
  }
  if (tap.deed !== "undo" || tap.undo.length) state.taps.push(tap);
  changed();
  send();
}

async function refused(status) {
  // No helper any more, which the list says; or the token is an old one, and the next is better.
  csrf = version = "";
  if (status === 403) await refresh();
  throw new Error(`The site answered ${status}`);
}

async function deliver(tap) {
  tap.isTried = true;
  say("keep", state);
  const { isTried, ...fields } = tap;
  const answer = await fetch(page.dataset.here, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": csrf },
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.status === 403 || answer.status >= 500) await refused(answer.status);
  const told = await answer.json();
  state.taps.shift();
  if (!told.is_news) say("told", told.said);
  if (told.guest) {
    state.guests = [...state.guests.filter((guest) => guest.id !== told.guest.id), told.guest];
    state.guests.sort((one, other) => one.name.localeCompare(other.name));
  }
  Object.assign(state, { came: told.came, expected: told.expected });
  changed();
}

async function refresh() {
  const known = { headers: { "If-None-Match": version }, cache: "no-store" };
  const answer = await fetch(page.dataset.list, { ...known, signal: AbortSignal.timeout(PATIENCE) });
  if (answer.status === 304) return;
  // No helper any more, or no longer the day.
  if (answer.status === 403) return say("forget");
  if (!answer.ok) throw new Error(`The site answered ${answer.status}`);
  version = answer.headers.get("ETag");
  const { csrf: token, guests, came, expected } = await answer.json();
  csrf = token;
  Object.assign(state, { guests, came, expected });
}

async function send() {
  if (isBusy) return;
  isBusy = true;
  try {
    if (!csrf) await refresh();
    while (state.taps.length) await deliver(state.taps[0]);
    await refresh();
    isOffline = false;
  } catch {
    isOffline = true;
  }
  isBusy = false;
  changed();
}

if (page && isSecureContext) {
  document.addEventListener("check-in:tap", take);
  document.addEventListener("check-in:kept", ({ detail }) => {
    if (detail) Object.assign(state, detail, { taps: [...detail.taps, ...state.taps] });
    send();
  });
  addEventListener("online", send);
  setInterval(() => document.hidden || send(), 10000);
}
