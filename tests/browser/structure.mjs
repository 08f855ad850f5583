// Questions that are asked within a page. Each function runs in the browser, and returns complaints or facts in plain words.

/** What is wrong with headings, landmarks, tables and pictures. */
export function structure() {
  const found = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const named = (element) => element.outerHTML.slice(0, 160);
  for (const [selector, wanted] of [['h1', 1], ['main', 1], ['body > header', 1], ['body > footer', 1], ['head > title', 1]]) {
    if (all(selector).length !== wanted) found.push(`${selector}: ${all(selector).length} instead of ${wanted}`);
  }
  let before = 0;
  for (const heading of all('h1, h2, h3, h4, h5, h6')) {
    const level = Number(heading.tagName.slice(1));
    if (level > before + 1) found.push(`from level ${before} to ${named(heading)}`);
    before = level;
  }
  for (const table of all('table')) {
    if (!table.caption?.textContent.trim()) found.push(`a table without a caption: ${named(table)}`);
    if (!table.tHead) found.push(`a table without a head: ${named(table)}`);
    for (const cell of table.querySelectorAll('th')) {
      if (!['col', 'row', 'colgroup', 'rowgroup'].includes(cell.scope)) found.push(`a head cell of nothing: ${named(cell)}`);
    }
    for (const row of table.tBodies[0]?.rows ?? []) {
      if (row.cells[0]?.tagName !== 'TH') found.push(`a row without a head: ${named(row)}`);
    }
  }
  for (const picture of all('img')) if (!picture.alt) found.push(`a picture without words: ${named(picture)}`);
  for (const picture of all('svg')) {
    const isSilent = picture.closest('[aria-hidden="true"]');
    const isNamed = picture.getAttribute('role') === 'img' && (picture.querySelector('title')?.textContent.trim() || picture.hasAttribute('aria-label'));
    if (!isSilent && !isNamed) found.push(`a drawing without words: ${named(picture)}`);
  }
  for (const link of all('a[href^="#"]')) {
    if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) found.push(`a link to nowhere: ${named(link)}`);
  }
  if (!document.documentElement.lang) found.push('no language');
  return found;
}

/** Elements that stick out of the page; what scrolls within it does not. */
export function overflow() {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const sticks = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.right > wide + 1 || box.left < -1) && !element.closest('.scroll');
  };
  return [`${document.documentElement.scrollWidth} of ${wide}`, ...[...document.querySelectorAll('main *')].filter(sticks).slice(0, 5).map((element) => element.outerHTML.slice(0, 160))];
}

/** How many things on the page the keyboard has to reach. Each gets a number. */
export function controls() {
  const found = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
  const seen = found.filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled);
  seen.forEach((element, place) => { element.dataset.control = String(place); });
  document.activeElement?.blur();
  return seen.map((element) => element.outerHTML.slice(0, 120));
}

/** What has the focus: its number, and whether that can be seen. */
export function focused() {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const isShown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.right > 0 && box.bottom > 0;
  return { place: element.dataset?.control ?? null, isShown, html: element.outerHTML.slice(0, 120) };
}

/** The rows of all tables, and each heading with the words behind it: what has to stay together on paper. */
export function together() {
  // What is folded away on the screen is left out on paper as well.
  const rows = [...document.querySelectorAll('tbody tr')].filter((row) => row.checkVisibility()).map((row) => row.textContent);
  const behind = (heading) => {
    const next = heading.nextElementSibling;
    // The caption is hidden and the head of a table may be repeated: the first row counts.
    return next?.querySelector('thead tr, .head, dt, summary, p')?.textContent ?? next?.textContent ?? '';
  };
  const headings = [...document.querySelectorAll('main h2, main h3')].filter((heading) => heading.checkVisibility()).map((heading) => [heading.textContent, behind(heading).slice(0, 24)]);
  return { rows, headings };
}
