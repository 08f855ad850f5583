// Chromium, started fresh and kept from the network: a page gets its own file and nothing else, and what it says is kept.

import { pathToFileURL } from 'node:url';

import axe from 'axe-core';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium with a profile that nobody has used. */
export function start(program) {
  return chromium.launch({ executablePath: program, args: FLAGS });
}

/** Opens a file, looks at it, and closes it. `tab.said` and `tab.asked` hold what it said and what it asked for. */
export async function withTab(browser, file, options, look) {
  const { width = 1280, scheme = 'light', script = true } = options;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, javaScriptEnabled: script });
  const own = pathToFileURL(file).href;
  const tab = { page: await context.newPage(), said: [], asked: [] };
  tab.page.on('console', (message) => tab.said.push(`${message.type()}: ${message.text()}`));
  tab.page.on('pageerror', (error) => tab.said.push(`error: ${error.message}`));
  tab.page.on('dialog', (dialog) => {
    tab.said.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  tab.page.on('request', (request) => request.url() === own || tab.asked.push(request.url()));
  await context.route('**/*', (route) => (route.request().url() === own ? route.continue() : route.abort()));
  try {
    await tab.page.goto(own, { waitUntil: 'load' });
    return await look(tab);
  } finally {
    await context.close();
  }
}

/** Asks axe what is hard to use for somebody; each complaint in one line, with the first places. */
export async function complaints(page) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.map(
    ({ id, impact, help, nodes }) => `${id} (${impact}): ${help}: ${nodes.length}, ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
}

