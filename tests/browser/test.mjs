// Looks at every page in Chromium: on screens wide and narrow, light and dark, with the keyboard, without script, and on paper.
// RISKLOG and CHROMIUM name the two programs, KEEP the folder for pages and pictures.

import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';

import { complaints, start, withTab } from './browser.mjs';
import { ATTACK, PAGES, makePages } from './pages.mjs';
import { letters, paint, print } from './paper.mjs';
import { controls, focused, overflow, structure, together } from './structure.mjs';

const { RISKLOG: risklog, CHROMIUM: program, KEEP: keep } = process.env;
assert.ok(risklog && program && keep, 'RISKLOG, CHROMIUM and KEEP are set');

const [WIDE, NARROW] = [1280, 390];
const VIEWS = [WIDE, NARROW].flatMap((width) => ['light', 'dark'].map((scheme) => ({ width, scheme })));
/** For pages that are made of the same parts as others. */
const FEW = VIEWS.filter(({ width, scheme }) => (width === WIDE) === (scheme === 'light'));
const pictures = join(keep, 'pictures');
let browser;
let pages;

before(async () => {
  const made = join(keep, 'made');
  for (const folder of [made, pictures]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  pages = new Map(makePages(risklog, made).map((page) => [page.name, page]));
  browser = await start(program);
});

after(() => browser?.close());

for (const { name, thorough } of PAGES) {
  const tab = (options, look) => withTab(browser, pages.get(name).file, options, look);

  test(`${name}: says nothing to the console and asks for nothing`, async () => {
    await tab({}, async ({ page, said, asked }) => {
      await page.waitForTimeout(100);
      assert.deepEqual({ said, asked }, { said: [], asked: [] });
    });
  });

  test(`${name}: headings, tables and pictures are in order`, () => tab({}, async ({ page }) => assert.deepEqual(await page.evaluate(structure), [])));

  for (const view of thorough ? VIEWS : FEW) {
    test(`${name}: axe has no complaint at ${view.width}, ${view.scheme}`, () =>
      tab(view, async ({ page }) => {
        await page.screenshot({ path: join(pictures, `${name}-${view.width}-${view.scheme}.png`) });
        assert.deepEqual(await complaints(page), []);
      }));
  }

  test(`${name}: nothing sticks out of a narrow page`, async () => {
    for (const width of [NARROW, 320, 700, WIDE]) await tab({ width }, async ({ page }) => assert.deepEqual(await page.evaluate(overflow), [], `${width}`));
  });

  test(`${name}: the keyboard reaches everything, and shows where it is`, async () => {
    for (const width of [WIDE, NARROW]) {
      await tab({ width }, async ({ page }) => {
        const wanted = await page.evaluate(controls);
        const reached = [];
        for (let step = 0; step < wanted.length; step += 1) {
          await page.keyboard.press('Tab');
          const now = await page.evaluate(focused);
          assert.ok(now.isShown, `the focus cannot be seen: ${now.html}`);
          reached.push(Number(now.place));
        }
        assert.deepEqual(reached, wanted.map((_, place) => place), 'in the order of the page');
      });
    }
  });

  test(`${name}: without script everything is there`, async () => {
    const text = ({ page }) => page.evaluate(() => document.querySelector('main').innerText);
    const [withScript, without] = [await tab({}, text), await tab({ script: false }, text)];
    assert.ok(without.length > 500, 'there is something to read');
    // What a script adds is controls; what it may not do is take text away or be the only one to bring it.
    const lines = new Set(withScript.split('\n').map((line) => line.trim()));
    assert.deepEqual(without.split('\n').map((line) => line.trim()).filter((line) => line && !lines.has(line)), []);
  });

  test(`${name}: on paper no row is cut, no heading stands alone, and every sheet is marked`, async () => {
    const { marking } = pages.get(name);
    const file = join(keep, 'made', `${name}.pdf`);
    const { sheets, plain, size, outside, wanted } = await tab({}, async ({ page }) => ({ wanted: await page.evaluate(together), ...(await print(page, file)) }));
    paint(file, join(pictures, `${name}-sheet`), 4);
    assert.deepEqual(size.map(Math.round), [595, 842], 'A4');
    assert.deepEqual(outside, [], 'nothing stands in the margins');
    const isWhole = (text) => sheets.some((sheet) => sheet.includes(text));
    if (!pages.get(name).turned) {
      assert.deepEqual(wanted.rows.map(letters).filter((row) => !hasArabic(row) && !isWhole(row)), [], 'rows that are cut');
      const alone = wanted.headings.filter(([heading, next]) => !hasArabic(heading + next) && !isWhole(letters(heading + next)));
      assert.deepEqual(alone, [], 'headings that stand alone');
    }
    if (marking) {
      const marks = plain.map((sheet) => sheet.match(new RegExp(`marking:\\s*${marking}`, 'giu'))?.length ?? 0);
      assert.deepEqual(marks, sheets.map(() => 2), 'head and foot of every sheet');
    }
  });
}

test('what a repository says is shown and never obeyed', () =>
  withTab(browser, pages.get('diff-hostile').file, {}, async ({ page, said, asked }) => {
    const shown = await page.evaluate(() => document.querySelector('main').textContent);
    assert.ok(shown.split(ATTACK).length > 3, 'the attack is there to be read');
    await page.waitForTimeout(300);
    assert.deepEqual([said, asked, await page.evaluate(() => document.querySelectorAll('script, img, [onclick], [onerror]').length)], [[], [], 0]);
  }));

test('a script that slips in is refused', () =>
  withTab(browser, pages.get('diff').file, {}, async ({ page, said }) => {
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken over"';
      document.body.append(script);
    });
    assert.equal(await page.title(), 'Comparison of XA-TIPSOM-01');
    assert.ok(said.some((line) => line.includes('Content Security Policy')), said.join('\n'));
  }));

test('a page in a language that is written from right to left is laid out from right to left', () =>
  withTab(browser, pages.get('toolkit-arabic').file, {}, async ({ page }) => {
    const told = await page.evaluate(() => {
      const heading = document.querySelector('h1');
      const range = document.createRange();
      range.selectNodeContents(heading);
      const [text, page] = [range.getBoundingClientRect(), document.querySelector('main').getBoundingClientRect()];
      return { lang: document.documentElement.lang, dir: getComputedStyle(document.body).direction, gap: page.right - text.right < text.left - page.left };
    });
    assert.deepEqual(told, { lang: 'ar', dir: 'rtl', gap: true });
  }));

test('right-to-left words in a page from left to right do not move their neighbours', () =>
  withTab(browser, pages.get('diff-hostile').file, {}, async ({ page }) => {
    const order = await page.evaluate(() => {
      const cell = [...document.querySelectorAll('td div')].find((line) => line.textContent.startsWith('+ X-1'));
      return [...cell.childNodes].map((node) => {
        const range = document.createRange();
        range.selectNode(node);
        return range.getBoundingClientRect().left;
      });
    });
    assert.ok(order.length >= 3, 'mark, reference, title, date');
    assert.ok(order[0] < order[1], 'the mark stands before the reference');
  }));

test('the risks of a report can be filtered and sorted, and a link to one that is hidden brings it back', () =>
  withTab(browser, pages.get('report').file, {}, async ({ page }) => {
    const shown = () =>
      page.evaluate(() => [...document.querySelectorAll('.risk')].filter((card) => card.checkVisibility()).map((card) => card.querySelector('h3 .id').textContent));
    assert.equal((await shown()).length, 42);
    await page.selectOption('select[name=status]', 'materialised');
    assert.deepEqual(await shown(), ['CJ-10']);
    assert.equal(await page.textContent('#filter [role=status]'), '1 of 42 risks shown');
    await page.click('#filter button');
    await page.waitForTimeout(50);
    assert.equal((await shown()).length, 42);
    await page.fill('input[name=text]', 'LEGAL aid');
    assert.deepEqual(await shown(), ['CJ-05']);
    await page.fill('input[name=text]', '');
    await page.selectOption('select[name=rating]', 'both-high');
    assert.deepEqual(await shown(), ['CJ-05', 'CJ-10', 'CJ-11', 'PA-02']);
    await page.click('.unrated a.id');
    assert.equal((await shown()).length, 42);
  }));

function hasArabic(text) {
  return /\p{Script=Arabic}/u.test(text);
}
