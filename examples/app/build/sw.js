// Keeps the page for when there is no network. It never sees a customer: those are in no request.
const CACHE = "segmentry-app-VERSION", PAGE = "./";

self.addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.add(new Request(PAGE, { cache: "reload" }))).then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(caches.keys()
  .then((names) => Promise.all(names.filter((name) => name.startsWith("segmentry-app-") && name !== CACHE).map((name) => caches.delete(name))))
  .then(() => self.clients.claim())));

// The page of the network where there is one, so that a new version counts at once.
self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  event.respondWith(fetch(event.request).catch(() => caches.match(PAGE)));
});
