"use strict"

// Keeps Python and the pages that were opened: they come at once the next time, and also where the site does not answer.
// Python's start brings it (assets/js/python.mjs). Files of Python never change under their name; all else is asked anew.

const CACHE = "nnref"
const site = new URL(registration.scope)
const ofPython = ({ pathname }) => pathname.startsWith(`${site.pathname}assets/py/`) && !pathname.endsWith("/runtime.json")
const ours = ({ origin, pathname }) => origin === site.origin && pathname.startsWith(site.pathname) && !pathname.includes("/livereload/")
const plain = address => address.split("#")[0]

addEventListener("install", () => skipWaiting())
addEventListener("activate", event => event.waitUntil(clients.claim()))
addEventListener("message", event => event.waitUntil(keep(event.data)))

async function keep({ pages, python }) { // what came before this worker was there: from the browser's cache, where it is
  const cache = await caches.open(CACHE)
  for (const { url } of await cache.keys()) if (ofPython(new URL(url)) && !python.includes(url)) await cache.delete(url)
  for (const url of new Set([...pages.map(plain), ...python])) {
    if (!ours(new URL(url)) || await cache.match(url)) continue
    const answer = await fetch(url, { cache: "force-cache" }).catch(() => null)
    if (answer?.ok) await cache.put(url, answer)
  }
}

addEventListener("fetch", event => {
  const { request } = event, url = new URL(request.url)
  if (request.method === "GET" && ours(url)) event.respondWith(ofPython(url) ? kept(event) : asked(event))
})

async function kept(event) {
  const wrong = event.request.cache === "reload" // what was kept has another hash
  return !wrong && await (await caches.open(CACHE)).match(event.request.url) || fetched(event)
}

async function asked(event) {
  try {
    return await fetched(event)
  } catch (error) {
    const answer = await (await caches.open(CACHE)).match(plain(event.request.url), { ignoreSearch: true })
    if (answer) return answer
    throw error
  }
}

async function fetched(event) {
  const answer = await fetch(event.request)
  if (answer.status === 200) {
    const copy = answer.clone()
    event.waitUntil(caches.open(CACHE).then(cache => cache.put(plain(event.request.url), copy)).catch(() => {})) // no room is no fault
  }
  return answer
}
