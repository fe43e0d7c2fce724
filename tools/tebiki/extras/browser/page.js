// What is asked of a page, run in it by the browser's own door: it is part of no output.
(() => {
  "use strict";
  const all = () => [...document.querySelectorAll("body *")];
  const style = (element) => getComputedStyle(element);

  // A way to the element that a person can follow: from the nearest id, or from body.
  const path = (element) => {
    const parts = [];
    for (let here = element; here && here !== document.body; here = here.parentElement) {
      if (here.id) { parts.unshift(`#${here.id}`); break; }
      const alike = here.parentElement ? [...here.parentElement.children].filter((e) => e.tagName === here.tagName) : [];
      const number = alike.length > 1 ? `:nth-of-type(${alike.indexOf(here) + 1})` : "";
      parts.unshift(here.tagName.toLowerCase() + number);
    }
    return parts.join(" > ") || "body";
  };
  const words = (element) => (element.textContent || element.alt || "").trim().replace(/\s+/g, " ").slice(0, 40);
  const found = (element) => [path(element), words(element)];

  // What is there for a screen reader only: a pixel, or cut away.
  const apart = (element) => {
    for (let here = element; here && here !== document.body; here = here.parentElement) {
      const its = style(here);
      if (its.clipPath === "inset(50%)") return true;
      const box = here.getBoundingClientRect();
      if (its.position === "absolute" && (box.right <= 0 || box.bottom + scrollY <= 0)) return true;
    }
    return false;
  };
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
    && !apart(element);

  const open = () => document.querySelectorAll("details").forEach((details) => { details.open = true; });

  const beyond = () => {
    const width = document.documentElement.clientWidth;
    const out = all().filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width && box.height && (box.right > width + 1 || box.left < -1) && shown(element);
    });
    return out.filter((element) => !out.some((other) => other !== element && element.contains(other))).map(found);
  };

  const clipped = () => all().filter((element) => {
    const its = style(element);
    const cuts = (value) => value === "hidden" || value === "clip";
    const wide = cuts(its.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const high = cuts(its.overflowY) && element.scrollHeight > element.clientHeight + 1;
    return (wide || high) && element.clientWidth > 1 && element.textContent.trim() && shown(element);
  }).map(found);

  // Lines of text of different blocks that lie upon each other.
  const overlapping = () => {
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.data.trim() || node.parentElement.closest("rt") || !shown(node.parentElement)) continue;
      let block = node.parentElement;
      while (/^(inline|contents|ruby)/.test(style(block).display) && block !== document.body) block = block.parentElement;
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 1) lines.push({ block, box, node });
    }
    lines.sort((one, other) => one.box.top - other.box.top);
    const hits = new Map();
    lines.forEach((one, index) => {
      for (let next = index + 1; next < lines.length && lines[next].box.top < one.box.bottom; next++) {
        const other = lines[next];
        if (one.block === other.block) continue;
        const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const least = Math.min(one.box.height, other.box.height);
        if (wide > 3 && high > 3 && high > least * 0.3) hits.set(other.block, other.node.parentElement);
      }
    });
    return [...hits.values()].map(found);
  };

  const lost = () => ({ beyond: beyond(), clipped: clipped(), overlapping: overlapping() });

  const enlarge = (percent) => { document.documentElement.style.fontSize = percent ? `${percent}%` : ""; };

  // WCAG 1.4.12: at least so much; a line that is higher already stays.
  let spaced = [];
  const space = (on) => {
    document.adoptedStyleSheets = [];
    spaced.forEach((element) => element.style.removeProperty("line-height"));
    spaced = [];
    if (!on) return;
    spaced = all().filter((element) => {
      const its = style(element);
      return its.lineHeight === "normal" || parseFloat(its.lineHeight) < 1.5 * parseFloat(its.fontSize);
    });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { letter-spacing: .12em !important; word-spacing: .16em !important }"
      + " p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [sheet];
    spaced.forEach((element) => element.style.setProperty("line-height", "1.5", "important"));
  };

  const CONTROLS = "a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls],"
    + " video[controls], [contenteditable], [tabindex]";
  const look = (element) => {
    const its = style(element);
    return [its.outlineStyle === "none" ? "" : `${its.outlineStyle} ${its.outlineWidth} ${its.outlineColor}`,
      its.boxShadow, its.borderColor, its.borderWidth, its.backgroundColor].join("|");
  };
  const walk = { controls: [], before: [], steps: [] };
  const begin = () => {
    open();
    walk.controls = [...document.querySelectorAll(CONTROLS)].filter((element) => !element.disabled
      && element.tabIndex >= 0
      && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }));
    walk.before = walk.controls.map(look);
    walk.steps = [];
    return walk.controls.length;
  };
  const step = () => {
    const element = document.activeElement;
    const number = walk.controls.indexOf(element);
    if (!element || element === document.body || element === document.documentElement) return walk.steps.push(null);
    const box = element.getClientRects()[0] || element.getBoundingClientRect();
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return walk.steps.push({
      number, place: path(element), text: words(element),
      box: [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY],
      changed: number < 0 || look(element) !== walk.before[number],
      seen: Boolean(at) && (element.contains(at) || at.contains(element)),
    });
  };
  const walked = () => ({
    address: location.href,
    steps: walk.steps,
    controls: walk.controls.map(found),
  });

  const printed = () => {
    const visible = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
    const after = (element) => style(element, "::after") && getComputedStyle(element, "::after").content;
    const links = [...document.querySelectorAll("main a[href^='http']")].filter(visible);
    return {
      navigation: [...document.querySelectorAll("nav, [role=navigation], .skip")].filter(visible).map(found),
      address: links.filter((link) => !link.textContent.includes(link.getAttribute("href"))
        && !after(link).includes(link.href) && !after(link).includes(link.getAttribute("href"))).map(found),
      hidden: [...document.querySelectorAll("details > :not(summary)")].filter((e) => !visible(e)
        && !e.closest("nav")).map(found),
    };
  };

  const unpainted = async () => {
    const images = [...document.images];
    images.forEach((image) => { image.loading = "eager"; });
    const late = new Promise((done) => { setTimeout(done, 10000); });
    await Promise.race([late, Promise.allSettled(images.map((image) => image.decode()))]);
    return images.filter((image) => !(image.complete && image.naturalWidth)).map((image) => [path(image), image.src]);
  };

  // What there is at all: criteria that are about something else do not apply.
  const count = (selector) => document.querySelectorAll(selector).length;
  const facts = () => ({
    media: count("audio, video, object, embed, iframe, canvas"),
    fields: count("input, select, textarea, button, form, [contenteditable], [role=textbox], [role=combobox]"),
    scripts: count("script") + all().filter((element) => [...element.attributes].some((a) => a.name.startsWith("on"))).length
      + count("a[href^='javascript:']"),
    refresh: count("meta[http-equiv=refresh i]"),
    moving: count("marquee, blink, animate, animateTransform, img[src$='.gif' i], img[src$='.webp' i]")
      + document.getAnimations().filter((animation) => animation.effect?.getTiming().iterations === Infinity).length,
    accesskeys: count("[accesskey]"),
    roles: count("[tabindex], [role=button], [role=link], [role=tab], [role=menuitem], [role=checkbox], [role=switch]"),
    sticky: all().filter((element) => ["fixed", "sticky"].includes(style(element).position)).length,
  });

  window.tebiki = { open, lost, enlarge, space, begin, step, walked, printed, unpainted, facts };
})()
