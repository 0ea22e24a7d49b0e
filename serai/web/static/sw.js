// The keeper: what was read last can be read again without a network. The server puts VERSION, SHELL
// and OFFLINE before this text. Files of ours are kept by their version; pages and pictures as they are met.
const FILES = `files-${VERSION}`;
const PAGES = `pages-${VERSION}`;
const PICTURES = "pictures";
const KEPT = { [PAGES]: 80, [PICTURES]: 400 };
const ALIKE = { ignoreVary: true }; // a device has one reader, whose cookies and language are not to be seen here
const READABLE = /^\/(following|newest|nearby|hot|publish|drafts|notices)?$|^\/(notes|boards|drafts)\/\d+$|^\/topics\/[^/]+$|^\/@[a-z0-9_]+(\/boards)?$/;
const PICTURE = /^\/media\/\w+\.(webp|jpg|avif)$/;
// Whoever goes, or comes in, leaves nothing to read for the next person at this device.
const DOORS = /^\/(sign-out|sign-in|join|arrive|settings\/(leave|language|theme|feed\/mode))(\/|$)/;

const LOOKS = /^\/settings\/(language|theme)$/;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (address.origin !== location.origin) return;
  const answer = chosen(event, event.request, address);
  if (answer) event.respondWith(answer);
});

async function install() {
  const files = await caches.open(FILES);
  await files.addAll([OFFLINE, ...SHELL]);
  await skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => ![FILES, PAGES, PICTURES].includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable();
  await clients.claim();
  // The pages that are open came before their keeper.
  for (const { url } of await clients.matchAll({ type: "window" })) {
    const { pathname } = new URL(url);
    if (!READABLE.test(pathname)) continue;
    const answer = await fetch(url, { credentials: "same-origin" }).catch(() => null);
    if (answer) await keep(PAGES, url, answer);
  }
}

function chosen(event, request, address) {
  if (request.method !== "GET") {
    if (DOORS.test(address.pathname)) event.waitUntil(caches.delete(PAGES));
    return LOOKS.test(address.pathname) ? turned(event, request) : null;
  }
  if (address.pathname.startsWith("/static/")) return file(request);
  // Of a video parts are asked for, which the browser keeps by itself.
  if (PICTURE.test(address.pathname)) return picture(event, request);
  if (request.mode === "navigate") return page(event, request, address);
  if (request.headers.get("HX-Request") && READABLE.test(address.pathname)) return piece(event, request, address);
  return null;
}

/** The page for no network speaks the language, and has the colours, that were just chosen. */
async function turned(event, request) {
  const answer = await fetch(request);
  event.waitUntil(caches.open(FILES).then((files) => files.add(OFFLINE)).catch(() => {}));
  return answer;
}

async function file(request) {
  return (await caches.match(request, ALIKE)) ?? fetch(request);
}

async function picture(event, request) {
  const known = await caches.match(request, ALIKE);
  if (known) return known;
  const answer = await fetch(request);
  // What is not for everybody is kept nowhere.
  if (answer.headers.get("cache-control")?.startsWith("public")) event.waitUntil(keep(PICTURES, request.url, answer.clone()));
  return answer;
}

async function page(event, request, address) {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(request));
    if (READABLE.test(address.pathname)) event.waitUntil(keep(PAGES, request.url, answer.clone()));
    return answer;
  } catch {
    return (await kept(address.href)) ?? (await caches.match(OFFLINE, ALIKE)) ?? Response.error();
  }
}

/** A part of a page, under a name of its own: the same address is a whole page elsewhere. */
async function piece(event, request, address) {
  const name = `${address.href}#piece`;
  try {
    const answer = await fetch(request);
    event.waitUntil(keep(PAGES, name, answer.clone()));
    return answer;
  } catch {
    return (await kept(name)) ?? Response.error();
  }
}

// Cache.match leaves out what follows "#", so a piece is kept under a query of its own.
const named = (name) => name.replace("#piece", name.includes("?") ? "&piece" : "?piece");

async function kept(name) {
  return (await caches.open(PAGES)).match(named(name), ALIKE);
}

async function keep(where, name, answer) {
  if (!answer.ok || answer.redirected || answer.type === "opaque") return;
  const cache = await caches.open(where);
  await cache.put(named(name), answer);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - KEPT[where])).map((one) => cache.delete(one)));
}
