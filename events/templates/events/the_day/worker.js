// Knows how the check-in page opens without network: its frame, kept without names by the page itself.
const KEPT = "check-in-{{ uid }}";
const PARTS = new Set(["style", "script", "font", "image"]);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => frame(new URL(request.url))));
  else if (PARTS.has(request.destination)) event.respondWith(fetch(request).catch(() => part(request)));
});

async function part(request) {
  return (await (await caches.open(KEPT)).match(request)) ?? Response.error();
}

async function frame(asked) {
  const kept = await caches.open(KEPT);
  const date = asked.searchParams.get("date") ?? "";
  const pages = (await kept.keys()).filter(({ url }) => url.includes("frame=1"));
  const found = pages.find(({ url }) => url.includes(`date=${date}&`)) ?? pages[0];
  return (found && (await kept.match(found))) ?? Response.error();
}
