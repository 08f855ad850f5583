// Talks to yaml-language-server as an editor does: JSON-RPC over standard input and output.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** How long an answer may take before the test gives up; the server is a process, and the machine may be busy. */
const PATIENCE = 60_000;

/** Keeps a program from the network. */
export const GUARD = fileURLToPath(new URL('no-network.cjs', import.meta.url));

export class Server {
  constructor(program, folder, settings) {
    this.settings = settings;
    this.next = 1;
    this.waiting = new Map();
    this.diagnostics = new Map();
    this.listeners = [];
    this.buffer = Buffer.alloc(0);
    this.said = '';
    this.process = spawn(process.execPath, ['--require', GUARD, program, '--stdio'], { cwd: folder });
    this.process.stderr.on('data', (data) => (this.said += data));
    this.process.stdout.on('data', (data) => this.#read(data));
    this.process.on('exit', (code) => this.#ended(code));
  }

  /** Introduces the editor and the folder that is open in it. */
  async start(folder) {
    const uri = pathToFileURL(folder).href;
    const markdown = ['markdown', 'plaintext'];
    await this.request('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'project' }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: {
          completion: { completionItem: { documentationFormat: markdown, snippetSupport: true } },
          hover: { contentFormat: markdown },
          publishDiagnostics: {},
        },
      },
    });
    this.notify('initialized', {});
    this.notify('workspace/didChangeConfiguration', { settings: this.settings });
  }

  /** Opens a text as a file, and returns what the editor would underline. */
  async open(path, text) {
    const uri = pathToFileURL(path).href;
    const published = this.#published(uri);
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    return published;
  }

  openFile(path) {
    return this.open(path, readFileSync(path, 'utf8'));
  }

  /** Puts another text in place of what is open, and returns what the editor would underline. */
  async change(path, version, text) {
    const uri = pathToFileURL(path).href;
    const published = this.#published(uri);
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
    return published;
  }

  async complete(path, position) {
    const found = await this.request('textDocument/completion', { textDocument: { uri: pathToFileURL(path).href }, position });
    return Array.isArray(found) ? found : found.items;
  }

  async hover(path, position) {
    const found = await this.request('textDocument/hover', { textDocument: { uri: pathToFileURL(path).href }, position });
    return found?.contents?.value ?? '';
  }

  async stop() {
    await this.request('shutdown', null);
    this.stopping = true;
    this.notify('exit', null);
  }

  request(method, params) {
    const id = this.next++;
    this.#send({ jsonrpc: '2.0', id, method, params });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the server did not answer ${method}`)), PATIENCE);
      this.waiting.set(id, { resolve, reject, timer, method });
    });
  }

  notify(method, params) {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  #published(uri) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the server said nothing about ${uri}`)), PATIENCE);
      this.listeners.push({ uri, resolve, timer });
    });
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify(message));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  #read(data) {
    this.buffer = Buffer.concat([this.buffer, data]);
    for (;;) {
      const end = this.buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.buffer.subarray(0, end).toString())?.[1]);
      if (this.buffer.length < end + 4 + length) return;
      const message = JSON.parse(this.buffer.subarray(end + 4, end + 4 + length).toString());
      this.buffer = this.buffer.subarray(end + 4 + length);
      this.#take(message);
    }
  }

  #take(message) {
    if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = message.params;
      const listeners = this.listeners.filter((listener) => listener.uri === uri);
      this.listeners = this.listeners.filter((listener) => listener.uri !== uri);
      for (const { resolve, timer } of listeners) {
        clearTimeout(timer);
        resolve(diagnostics);
      }
    } else if (message.method !== undefined && message.id !== undefined) {
      this.#answer(message);
    } else if (message.id !== undefined) {
      const { resolve, reject, timer, method } = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      clearTimeout(timer);
      if (message.error) reject(new Error(`${method}: ${message.error.message}`));
      else resolve(message.result);
    }
  }

  /** Answers what the server asks the editor: its settings, and nothing else of weight. */
  #answer({ id, method, params }) {
    if (method.endsWith('/content')) this.said += `${method} ${JSON.stringify(params)}\n`;
    const sections = method === 'workspace/configuration' ? params.items.map(({ section }) => this.settings[section] ?? {}) : null;
    this.#send({ jsonrpc: '2.0', id, result: sections });
  }

  #ended(code) {
    if (this.stopping) return;
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code}: ${this.said}`));
    }
  }
}
