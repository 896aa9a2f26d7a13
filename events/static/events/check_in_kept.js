// Knows what this device keeps for the day: the list and the unsent taps, locked, until the day is over.
// The key is a cookie that ends with the day, so what is left behind can be read by nobody.
const page = document.querySelector("[data-check-in]");
const PREFIX = "check-in";

const coded = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const place = () => `${PREFIX}:${page.dataset.event}:${page.dataset.date}`;

function cookie(value, seconds, path) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${PREFIX}-key=${value}; max-age=${seconds}; path=${path}; samesite=strict${secure}`;
}

function secondsLeft() {
  return Math.floor((new Date(page.dataset.until) - Date.now()) / 1000);
}

async function key() {
  const known = document.cookie.match(new RegExp(`(?:^|; )${PREFIX}-key=([^;]+)`))?.[1];
  const raw = known ? bytesOf(decodeURIComponent(known)) : crypto.getRandomValues(new Uint8Array(32));
  if (!known) cookie(encodeURIComponent(coded(raw)), secondsLeft(), page.dataset.scope);
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

let writing = Promise.resolve();

function keep({ detail }) {
  // One after the other, so that the last one is what stays.
  const text = JSON.stringify(detail);
  writing = writing.then(async () => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const locked = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), new TextEncoder().encode(text));
    if (!isForgotten) localStorage.setItem(place(), `${coded(iv)} ${coded(locked)}`);
  });
}

async function kept() {
  const [iv, locked] = (localStorage.getItem(place()) ?? "").split(" ");
  if (!locked) return null;
  try {
    const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytesOf(iv) }, await key(), bytesOf(locked));
    return JSON.parse(new TextDecoder().decode(open));
  } catch {
    // Its key is gone: it was of another day.
    localStorage.removeItem(place());
    return null;
  }
}

let isForgotten = false;

async function forget() {
  isForgotten = true;
  for (const name of Object.keys(localStorage)) if (name.startsWith(`${PREFIX}:`)) localStorage.removeItem(name);
  cookie("", 0, page?.dataset.scope ?? location.pathname);
  for (const name of await (globalThis.caches?.keys() ?? [])) if (name.startsWith(`${PREFIX}-`)) await caches.delete(name);
  for (const one of await (navigator.serviceWorker?.getRegistrations() ?? [])) {
    if (new URL(one.scope).pathname.includes("/check-in/")) await one.unregister();
  }
}

async function workWithoutNetwork() {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register(page.dataset.worker);
  const shown = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
  const loaded = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => /\.(woff2?|css|js|svg)$/.test(name));
  const place = await caches.open(`${PREFIX}-${page.dataset.event}`);
  for (const address of new Set([page.dataset.frame, ...shown, ...loaded])) await place.add(address).catch(() => {});
  document.documentElement.dataset.worksWithoutNetwork = "";
}

async function start() {
  document.addEventListener("check-in:keep", keep);
  document.addEventListener("check-in:forget", async () => {
    await forget();
    location.reload();
  });
  document.querySelector("[data-leave]").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (document.querySelector("[data-unsent]") && !confirm(page.dataset.lost)) return;
    await forget();
    event.target.submit();
  });
  // A timer cannot wait for longer than 24 days; no day is that long.
  setTimeout(() => document.dispatchEvent(new CustomEvent("check-in:forget")), Math.min(secondsLeft() * 1000, 2 ** 31 - 1));
  document.dispatchEvent(new CustomEvent("check-in:kept", { detail: await kept() }));
  if (navigator.onLine) await workWithoutNetwork();
}

if (document.querySelector("[data-check-in-forget]")) forget();
if (page && isSecureContext) start();
