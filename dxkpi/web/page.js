/* What the page does in the browser because Streamlit has no setting for it. It never touches other people's words:
   it changes texts of the library alone, each in its own place (`library_words.py` fills in which). */
(() => {
  const WORDS = __WORDS__

  /* The library's own words, in the language of the page. */

  const LABELS = ["aria-label", "title", "alt", "aria-valuetext"]
  for (const words of Object.values(WORDS).flatMap(Object.values)) {
    words.patterns = words.patterns.map(([pattern, replacement]) => [new RegExp(pattern, "su"), replacement])
  }

  const written = new WeakMap()  // by node: what the library wrote and what is shown instead, of its text and labels

  function language() {
    return new URLSearchParams(location.search).get("lang") ?? document.documentElement.lang
  }

  function translated(text, words) {
    const bare = text.trim()
    if (!bare) return text
    if (Object.hasOwn(words.texts, bare)) return text.replace(bare, () => words.texts[bare])
    for (const [pattern, replacement] of words.patterns) {
      if (pattern.test(bare)) return bare.replace(pattern, replacement)
    }
    return text
  }

  function shown(node, kind, now, words) {
    const before = written.get(node)?.[kind]
    const original = before && before.shown === now ? before.original : now
    const text = translated(original, words)
    if (text !== now) written.set(node, { ...written.get(node), [kind]: { original, shown: text } })
    return text
  }

  function translatePlace(place, words) {
    const nodes = document.createTreeWalker(place, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    for (let node = nodes.currentNode; node; node = nodes.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        const text = shown(node, "text", node.nodeValue, words)
        if (text !== node.nodeValue) node.nodeValue = text  // in place: React keeps its hold of the node
        continue
      }
      for (const label of LABELS) {
        const now = node.getAttribute(label)
        const text = now && shown(node, label, now, words)
        if (text !== now) node.setAttribute(label, text)
      }
    }
  }

  const changed = new Set([document.documentElement])  // the elements in which something changed since the last look
  let spoken = null

  function noteChanges(mutations) {
    for (const { target, addedNodes } of mutations) {
      const added = [...addedNodes]
      const areElements = added.length > 0 && added.every(node => node.nodeType === Node.ELEMENT_NODE)
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement
      for (const place of areElements ? added : [element]) changed.add(place)
    }
  }

  function translate() {
    const asked = language()
    const elements = asked === spoken ? [...changed] : [document.documentElement]
    changed.clear()
    spoken = asked
    if (!Object.hasOwn(WORDS, asked)) return
    if (document.documentElement.lang !== asked) document.documentElement.lang = asked
    const everywhere = Object.keys(WORDS[asked]).join(", ")
    for (const element of elements) {
      if (!element?.closest(everywhere) && !element?.querySelector(everywhere)) continue
      for (const [places, words] of Object.entries(WORDS[asked])) {
        const around = element.closest(places)
        for (const place of around ? [around] : element.querySelectorAll(places)) translatePlace(place, words)
      }
    }
  }

  /* The answer of a step comes into view, and a screen reader goes on from there, unless the reader moves meanwhile. */

  const STEP = "st-key-into_view_"
  const SETTLES = 1500  // milliseconds in which what stands above and below may still change once the run is over
  const RUNS = '[data-testid="stStatusWidget"], [data-stale="true"]'
  let lastStep = 0
  let until = 0

  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(kind, () => { until = 0 }, { capture: true, passive: true })
  }

  function stepOf(element) {
    const name = [...element.classList].find(name => name.startsWith(STEP))
    return Number(name.slice(STEP.length))
  }

  function bringAnswerIntoView() {
    const answers = [...document.querySelectorAll(`[class*="${STEP}"]`)]
    if (!answers.length) return
    const answer = answers.reduce((one, other) => stepOf(other) > stepOf(one) ? other : one)
    if (stepOf(answer) > lastStep) {
      lastStep = stepOf(answer)
      until = Date.now() + SETTLES
    }
    if (Date.now() > until) return
    if (document.querySelector(RUNS)) until = Date.now() + SETTLES
    setTimeout(lookSoon, 100)  // the window also moves by itself, to keep what stands below in its place
    const focused = answer.querySelector("h1, h2, h3, summary") ?? answer
    if (!focused.matches("summary")) {
      focused.tabIndex = -1
      focused.style.outline = "none"  // it is no stop of the keyboard
    }
    if (document.activeElement !== focused) focused.focus({ preventScroll: true })
    const { top } = answer.getBoundingClientRect()
    const header = document.querySelector('[data-testid="stHeader"]')?.getBoundingClientRect().bottom ?? 0
    if (top < header || top > innerHeight / 3) {
      answer.style.scrollMarginTop = `${header + 8}px`
      answer.scrollIntoView({ block: "start" })
    }
  }

  /* A chart longer than a sheet is whole on screen; on paper it goes on from sheet to sheet, cut where a row ends, and what
     stands over its first row (the years) stands over each part. */

  const ROW_ENDS = ".row_ends_marks path"  // the first lies over the first row
  const SHEET = { width: 1290, height: 690 }  // pixels that a sheet has for a chart beneath its heading

  function windowOn(chart, top, bottom) {
    const { width } = chart.viewBox.baseVal
    const seen = chart.cloneNode(true)
    seen.setAttribute("viewBox", `0 ${top} ${width} ${bottom - top}`)
    seen.setAttribute("height", bottom - top)
    return seen
  }

  function partsOf(ends, most) {  // as few as sheets need, about as long as each other
    const whole = ends.at(-1) - ends[0]
    const even = whole / Math.ceil(whole / most)
    const cuts = [ends[0]]
    for (let n = 1; n < ends.length; n++) {
      const middle = (ends[n - 1] + ends[n]) / 2
      if (middle - cuts.at(-1) > even) cuts.push(ends[n - 1])
    }
    return cuts.map((top, n) => [top, cuts[n + 1] ?? ends.at(-1)])
  }

  function cutChart(chart) {
    const { width, height } = chart.viewBox.baseVal
    const size = Math.min(1, SHEET.width / width)
    if (height * size <= SHEET.height) return
    const ends = [...chart.querySelectorAll(ROW_ENDS)].map(line => line.getBBox().y).sort((a, b) => a - b)
    if (ends.length < 3) return
    const sheets = document.createElement("div")
    sheets.className = "chart_sheets"
    for (const [top, bottom] of partsOf(ends, SHEET.height / size - ends[0])) {
      const sheet = document.createElement("div")
      sheet.append(windowOn(chart, 0, ends[0]), windowOn(chart, top, bottom + 1))
      sheets.append(sheet)
    }
    chart.classList.add("is_cut")
    chart.after(sheets)
  }

  function joinCharts() {
    for (const sheets of document.querySelectorAll(".chart_sheets")) sheets.remove()
    for (const chart of document.querySelectorAll("svg.is_cut")) chart.classList.remove("is_cut")
  }

  function cutCharts() {
    joinCharts()
    for (const chart of document.querySelectorAll('[data-testid="stVegaLiteChart"] svg.marks')) cutChart(chart)
  }

  addEventListener("beforeprint", cutCharts)
  addEventListener("afterprint", joinCharts)
  matchMedia("print").addEventListener("change", ({ matches }) => matches ? cutCharts() : joinCharts())

  /* A link in a table leads to another page of ours in the same window, as all other links do: so Back returns to it. */

  addEventListener("click", event => {
    const link = event.target.closest?.('[data-testid="stTable"] a[href]')
    const opensBeside = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (!link || opensBeside || link.origin !== location.origin) return
    event.preventDefault()
    history.pushState(null, "", link.href)
    dispatchEvent(new PopStateEvent("popstate"))
  }, { capture: true })

  /* The content scrolls, so it is a stop of the keyboard: it is called as its heading. */

  function nameContent() {
    const content = document.querySelector('[data-testid="stMain"]')
    const title = content?.querySelector("h1")?.textContent.trim()
    if (title && content.getAttribute("aria-label") !== title) content.setAttribute("aria-label", title)
  }

  let asked = false

  function look() {
    asked = false
    translate()
    nameContent()
    bringAnswerIntoView()
  }

  function lookSoon() {
    if (asked) return
    asked = true
    requestAnimationFrame(look)  // before it is painted, once for many changes
  }

  function take(mutations) {
    noteChanges(mutations)
    lookSoon()
  }

  new MutationObserver(take).observe(document, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: [...LABELS, "class"],
  })
})()
