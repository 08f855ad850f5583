// Drives the language server that editors use for YAML over the files that `risklog init` and `risklog new` write: completion,
// hover texts and diagnostics, with no network. RISKLOG and YAML_LANGUAGE_SERVER name the two programs.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';

import { GUARD, Server } from './server.mjs';

const [risklog, program] = [process.env.RISKLOG, process.env.YAML_LANGUAGE_SERVER];
assert.ok(risklog && program, 'RISKLOG and YAML_LANGUAGE_SERVER name the two programs');

const TOOLS = ['2.1', '2.5', '3.1', '3.2', '3.3', '3.4', '3.5', '3.6', '3.7', '3.8', '4.3.3', 'intervention'];
const folder = mkdtempSync(join(tmpdir(), 'risklog-editor-'));
const table = join(folder, 'risks', '3.4-criminal-justice.yaml');
let server;
let version = 1;

before(async () => {
  run('init', '--country', 'XA');
  for (const tool of TOOLS) run('new', tool);
  const settings = JSON.parse(readFileSync(join(folder, '.vscode', 'settings.json'), 'utf8'));
  server = new Server(program, folder, sections(settings));
  await server.start(folder);
});

after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

test('every file that the program writes is valid for the editor, by its own schema', async () => {
  for (const path of documents()) {
    assert.deepEqual((await server.openFile(path)).map(told), [], path);
    const source = readFileSync(path, 'utf8');
    const wrong = await server.change(path, ++version, source.replace(/^kind: .*$/m, 'kind: something'));
    assert.equal(wrong.length, 1, `${path}: ${wrong.map(told).join('\n')}`);
    assert.deepEqual((await server.change(path, ++version, source)).map(told), [], path);
  }
});

test('likelihood offers high, medium and low, each with what it means', async () => {
  for (const key of ['likelihood', 'impact']) {
    const found = await typed(`    ${key}:`, `    ${key}: `);
    for (const word of ['high', 'medium', 'low']) {
      const item = found.find(({ label }) => label === word);
      assert.ok(item, `${key} offers ${word}: ${found.map(({ label }) => label)}`);
      assert.match(text(item.documentation), /criteria in risklog\.yaml/, word);
    }
    const means = found.map(({ documentation }) => text(documentation));
    assert.equal(new Set(means).size, means.length, 'each word has its own meaning');
  }
});

test('words of the catalogue are offered where they may stand', async () => {
  const found = await typed('    rights_at_stake:', '    rights_at_stake: [');
  const right = found.find(({ label }) => label === 'fair_trial');
  assert.ok(right, `${found.map(({ label }) => label)}`);
  assert.notEqual(text(right.documentation), '');
});

test('the keys of a risk are offered with what they are for', async () => {
  const found = await typed('    impact:', '    impact:\n    ');
  for (const key of ['mitigation', 'rationale', 'rated_on', 'owner', 'status']) {
    const item = found.find(({ label }) => label === key);
    assert.ok(item, `${key}: ${found.map(({ label }) => label)}`);
    assert.ok(text(item.documentation).length > 10, key);
  }
});

test('the pointer over a key shows its description', async () => {
  const source = readFileSync(table, 'utf8');
  await changed(source.replace('    likelihood:\n', '    likelihood: high\n'));
  for (const [line, expected] of [
    ['    likelihood: high', /How likely it is/],
    ['    statement: >-', /cause, event and consequence/],
    ['    rights_holders:', /People whose rights are at stake/],
    ['kind: risk_assessment', /What this file is/],
  ]) {
    const at = source.replace('    likelihood:\n', '    likelihood: high\n').split('\n').findIndex((own) => own.startsWith(line));
    const shown = await server.hover(table, { line: at, character: line.search(/\S/) + 1 });
    assert.match(shown, expected, line);
  }
});

test('a wrong word is underlined, and a right one is not', async () => {
  const source = readFileSync(table, 'utf8');
  const line = source.split('\n').findIndex((own) => own === '    likelihood:');
  const wrong = await changed(source.replace('    likelihood:\n', '    likelihood: hgh\n'));
  assert.equal(wrong.length, 1, wrong.map(told).join('\n'));
  assert.deepEqual(wrong[0].range, { start: { line, character: 16 }, end: { line, character: 19 } });
  assert.match(wrong[0].message, /"high"/);
  assert.deepEqual(await changed(source.replace('    likelihood:\n', '    likelihood: high\n')), []);
  const unknown = await changed(source.replace('    likelihood:\n', '    likelyhood: high\n'));
  assert.ok(unknown.some(({ message }) => message.includes('likelyhood')), unknown.map(told).join('\n'));
});

test('the manifest is helped with as well', async () => {
  const manifest = join(folder, 'risklog.yaml');
  const source = readFileSync(manifest, 'utf8');
  const wrong = await server.change(manifest, ++version, source.replace('stage: design', 'stage: desing'));
  assert.equal(wrong.length, 1, wrong.map(told).join('\n'));
  const before = source.replace('stage: design', 'stage: ');
  await server.change(manifest, ++version, before);
  const line = before.split('\n').indexOf('stage: ');
  const found = await server.complete(manifest, { line, character: 7 });
  assert.deepEqual(found.map(({ label }) => label).sort(), ['closed', 'closing', 'design', 'implementation', 'inception']);
});

test('nothing is asked of the network', () => {
  assert.equal(server.said, '');
  const guarded = spawnSync(process.execPath, ['--require', GUARD, '-e', "require('http').get('http://127.0.0.1:9/')"], { encoding: 'utf8' });
  assert.match(guarded.stderr, /asked of the network/, 'the guard itself sees a request');
});

function run(...args) {
  execFileSync(risklog, ['-C', folder, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Every YAML file of the project. */
function documents() {
  const below = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const found = below.filter((path) => path.endsWith('.yaml')).map((path) => join(folder, path));
  assert.equal(found.length, TOOLS.length + 1);
  return found;
}

function changed(source) {
  return server.change(table, ++version, source);
}

/** Puts a line in place of the first one that begins so, and returns what is offered at its end. */
async function typed(begin, line) {
  const lines = readFileSync(table, 'utf8').split('\n');
  const at = lines.findIndex((own) => own.startsWith(begin));
  assert.ok(at >= 0, `a line begins with ${begin}`);
  lines[at] = line;
  await changed(lines.join('\n'));
  const last = line.split('\n');
  return server.complete(table, { line: at + last.length - 1, character: last.at(-1).length });
}

/** Turns settings as an editor keeps them (`yaml.format.enable`) into sections as a server asks for them. */
function sections(settings) {
  const yaml = { validate: true, completion: true, hover: true };
  for (const [key, value] of Object.entries(settings).filter(([key]) => key.startsWith('yaml.'))) {
    const [name, inner] = key.split('.').slice(1);
    yaml[name] = { ...yaml[name], [inner]: value };
  }
  return { yaml, http: {}, '[yaml]': settings['[yaml]'], editor: {}, files: {} };
}

function told({ message, range }) {
  return `${range.start.line + 1}:${range.start.character + 1} ${message}`;
}

function text(documentation) {
  return typeof documentation === 'string' ? documentation : (documentation?.value ?? '');
}
