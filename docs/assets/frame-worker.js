// For pages opened from disk, where browsers start no worker: the search's worker runs in a hidden frame.
// Only the zip that `make offline` builds loads this.
if (location.protocol === "file:") window.Worker = class extends EventTarget {
  constructor(url) {
    super()
    const frame = document.createElement("iframe")
    frame.hidden = true
    document.documentElement.append(frame)
    this.inside = frame.contentWindow
    this.inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }))
    const script = frame.contentDocument.createElement("script")
    this.ready = new Promise(resolve => script.addEventListener("load", resolve))
    script.src = new URL(url, location)
    frame.contentDocument.head.append(script)
  }
  postMessage(data) {
    this.ready.then(() => this.inside.dispatchEvent(new MessageEvent("message", { data })))
  }
}
