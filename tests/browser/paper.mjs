// A page on paper: printed to A4, and read again from the sheets with the programs of poppler.

import { execFileSync } from 'node:child_process';

/** Points within which nothing may stand, at the left and right edge of a sheet. */
const MARGIN = 40;

/** Prints a page as a browser does, without the backgrounds. Returns the sheets. */
export async function print(page, file) {
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: false });
  return read(file);
}

function read(file) {
  // NOTE: in the order of painting, which is that of the document: cell after cell and not line after line.
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8', maxBuffer: 64 << 20 });
  const sheets = text.split('\f').slice(0, -1);
  const boxes = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 64 << 20 });
  return { sheets: sheets.map(letters), plain: sheets, size: /<page width="([\d.]+)" height="([\d.]+)"/.exec(boxes)?.slice(1).map(Number), outside: outside(boxes) };
}

/** Words that stand in a margin or beyond the edge, where a printer cuts them. */
function outside(boxes) {
  const width = Number(/<page width="([\d.]+)"/.exec(boxes)[1]);
  const words = [...boxes.matchAll(/<word xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)" yMax="[-\d.]+">([^<]*)</g)];
  return words.filter(([, left, right]) => Number(left) < MARGIN || Number(right) > width - MARGIN).map(([, , , word]) => word);
}

/** The letters of a text, without blanks and hyphens, ligatures taken apart: what remains the same however lines are broken. */
export function letters(text) {
  return text.normalize('NFKC').replace(/[\s\u00ad\u200b\u2010-]/gu, '');
}

/** Paints the first sheets, to be looked at. */
export function paint(file, stem, sheets) {
  execFileSync('pdftoppm', ['-r', '70', '-png', '-l', String(sheets), file, stem]);
}
