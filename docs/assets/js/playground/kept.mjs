// Pictures that stay, so that one can look back: at most so many, those near each other thinned out first.

const MOST = 160

export class Kept {
  pictures = [] // with details, by their steps

  clear() {
    this.pictures = []
  }

  add(picture) { // what came later in an earlier run is forgotten
    while (this.last && this.last.step >= picture.step) this.pictures.pop()
    this.pictures.push(picture)
    if (this.pictures.length > MOST) this.thin()
  }

  thin() { // every second one of the older three quarters goes
    const young = this.pictures.length * 0.75
    this.pictures = this.pictures.filter((_, i) => i === 0 || i >= young || i % 2 === 0)
  }

  get last() {
    return this.pictures.at(-1)
  }

  index(step) { // of the last picture that is not after the step
    return this.pictures.findLastIndex(picture => picture.step <= step)
  }

  cut(step) { // forget what is after it
    this.pictures = this.pictures.filter(picture => picture.step <= step)
  }
}
