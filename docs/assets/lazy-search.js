// The index of the search is the largest file that the theme loads: here it waits until the search is touched.
{
  const touched = new Promise(resolve => {
    const touch = ({ target }) => target.closest(".md-search, [for=__search]") && resolve()
    document.addEventListener("focusin", touch)
    document.addEventListener("pointerover", touch)
    if (/[?&][hq]=/.test(location.search)) resolve() // words to mark, or to look for
  })
  const open = XMLHttpRequest.prototype.open
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    if (url.endsWith("/search/search_index.json")) this.send = () => touched.then(() => XMLHttpRequest.prototype.send.call(this))
    return open.call(this, method, url, ...rest)
  }
}
