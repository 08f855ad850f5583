// The pages that are looked at, a line each: what makes them, and what is known about them. Each is made in a copy of the
// demonstration's project.

import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TODAY = '2026-10-15';
const MARKING = 'confidential';

/** What a text from a repository might try. */
export const ATTACK = '<script>alert(1)</script><img src=http://x.example/y.png onerror=alert(2)></td></table><b onclick=alert(3)>';
const ARABIC = 'قد يُحاكم الأشخاص CJ-05 دون محاكمة عادلة';

/**
 * `marking`: what stands in head and foot. `thorough`: looked at in every view, for pages with parts and colours of their own.
 * `turned`: read from right to left. `prepare`: done in the project before.
 */
export const PAGES = [
  { name: 'diff', args: ['diff', 'baseline', 'mid-term'], marking: MARKING, thorough: true },
  { name: 'changelog', args: ['changelog', 'main'], marking: MARKING },
  { name: 'changelog-by-commit', args: ['changelog', '--by', 'commit', '--steps', 'baseline..mid-term'], marking: MARKING },
  { name: 'diff-hostile', args: ['diff'], marking: MARKING, prepare: hostile },
  { name: 'toolkit', args: ['toolkit', '3.4'] },
  { name: 'toolkit-arabic', args: ['toolkit', '3.4', '--lang', 'ar'], turned: true, prepare: arabic },
  { name: 'report', args: ['report'], marking: MARKING },
  { name: 'report-partners', args: ['report', '--for', 'partners', 'baseline..main'], marking: MARKING },
];

/** Makes every page; returns them with their files. */
export function makePages(risklog, folder) {
  const demo = join(folder, 'demo');
  const run = (project, args) => tell(risklog, ['-C', project, '--today', TODAY, ...args]);
  tell(risklog, ['-q', 'demo', demo]);
  return PAGES.map((page) => {
    const project = page.prepare ? join(folder, `project-${page.name}`) : demo;
    if (page.prepare) {
      cpSync(demo, project, { recursive: true });
      page.prepare(project, (...args) => run(project, args));
    }
    const file = join(folder, `${page.name}.html`);
    run(project, [...page.args, '--format', 'html', '--output', file]);
    return { ...page, file };
  });
}

/** Runs the program. 1 means that it found something, as it may. */
function tell(risklog, args) {
  try {
    return execFileSync(risklog, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if (error.status === 1 && args.includes('html')) return error.stdout;
    throw new Error(`risklog ${args.join(' ')} ended with ${error.status}: ${error.stdout}${error.stderr}`);
  }
}

/** Every text of a change is an attack, or turns the reading direction. */
function hostile(_, run) {
  run('rate', 'CJ-05', '--likelihood', 'low', '--rationale', `${ATTACK} ${ARABIC}`, '--evidence', `X-1,monitoring,2026-10-01,${ARABIC}`, '--force');
  run('rate', 'CJ-07', '--likelihood', 'high', '--rationale', ARABIC, '--force');
  run('add', '3.4', '--statement', `${ATTACK} ${ARABIC}`, '--likelihood', 'high', '--impact', 'low', '--rationale', ATTACK, '--force');
}

/** An overlay translates a part of the catalogue into a language that is written from right to left. */
function arabic(project) {
  const manifest = join(project, 'risklog.yaml');
  const text = readFileSync(manifest, 'utf8');
  writeFileSync(manifest, text.replace('toolkit: {edition: unodc-2021}', 'toolkit: {edition: unodc-2021, overlays: [toolkit/ar.yaml]}'));
  mkdirSync(join(project, 'toolkit'), { recursive: true });
  appendFileSync(
    join(project, 'toolkit', 'ar.yaml'),
    `schema: risklog/1\nkind: toolkit_overlay\ntitle: Translations\nbase: unodc-2021\ntranslations:\n  ar:\n    "3.4": {title: العدالة الجنائية}\n`
      + `    CJ-05: {title: محاكمة غير عادلة, statement: ${ARABIC}}\n    CJ-06: {title: سوء المعاملة في السجن}\n`,
  );
}
