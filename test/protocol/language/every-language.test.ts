import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ResponseError } from 'vscode-jsonrpc/node';
import type { ServerCapabilities } from 'vscode-languageserver';
import { EVERY_METHOD, type Request, type Scene } from './every-request.ts';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { type Position, positionOf } from './marked-text.ts';
import { showFolder } from './show-folder.ts';

/** One document of every language, as a plain editor opens it: with the language of its ending, or with none. */
const DOCUMENTS: readonly [name: string, languageId: string, text: string][] = [
  [
    'sh010.comp',
    'glsl',
    'Composition {\n\tTools = {\n\t\tA = Blur { Inputs = { Input = Input { SourceOp = "B", Source = "Output" }, Note = "😀" } },\n\t\tB = Loader { Clips = { Clip { Filename = "a.0001.exr" } } },\n\t},\n}\n',
  ],
  [
    'beauty.renderspec.yaml',
    'yaml',
    '# 😀\nfusion:\n  final:\n    format: OpenEXRFormat\n    image_sequence: true\n    export_dest: step\n    properties: { OpenEXRFormat.Depth: 1 }\n    frames: 1001-1010x2\n',
  ],
  [
    'compline.yaml',
    'yaml',
    'compline: 1\nname: "😀 show"\nroots: { show: /show }\nshots:\n  sh010: { frames: 1001-1100 }\n',
  ],
  ['shots.frames', 'plaintext', '# dialect: compline\n1001-1010x2, 1020\n😀\n1-\n'],
  [
    'teaser.sorastudio',
    'json',
    '{\n  "schema": 1,\n  "name": "😀",\n  "shots": [\n    { "id": "a", "model": "sora-2", "width": 1280, "height": 720, "duration_s": 8,\n      "prompt": "😀 {hero} \\u007bplace}, {", "ref_images": ["a.png"], "meta": { "frames": "1-10", "compline": { "csv": "t.csv" } } }\n  ]\n}\n',
  ],
];

const DAMAGES: readonly [name: string, damage: (text: string) => string][] = [
  ['valid', (text) => text],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['CR', (text) => text.replaceAll('\n', '\r')],
  ['a byte-order mark', (text) => `\ufeff${text}`],
  ['torn in the middle', (text) => text.slice(0, text.length / 2)],
  ['without what closes', (text) => text.replace(/[}\]"]/g, '')],
  ['turned round', (text) => text.split('\n').reverse().join('\n')],
  ['half a surrogate pair', (text) => text.replaceAll('😀', '\ud83d')],
  ['NULs', (text) => text.replaceAll(' ', '\0')],
  ['open braces', () => '{[('.repeat(3_000)],
  ['keys of every object', (text) => text.replace(/\b(?:id|name|A|frames|hero|schema)\b/g, '__proto__')],
  ['nothing', () => ''],
];

/** Every place of an answer that is in the document asked about, with the way to it. */
function* rangesIn(answer: unknown, way = ''): Generator<readonly [string, { start: Position; end: Position }]> {
  if (typeof answer !== 'object' || answer === null) return;
  if ('start' in answer && 'end' in answer && typeof answer.start === 'object') {
    yield [way, answer as { start: Position; end: Position }];
    return;
  }
  for (const [key, value] of Object.entries(answer)) {
    // What is elsewhere names another file.
    if (key === 'targetRange' || key === 'targetSelectionRange' || key === 'originSelectionRange') continue;
    yield* rangesIn(value, `${way}/${key}`);
  }
}

function isInside(lines: readonly string[], { line, character }: Position): boolean {
  return line >= 0 && character >= 0 && line < lines.length && character <= (lines[line]?.length ?? -1);
}

/** What may be said instead of an answer: that a thing cannot be done here. */
const REFUSAL = -32803;

/** Asks everything that the server has promised about documents, and gathers what is wrong with the answers. */
class Asker {
  readonly faults = new Set<string>();
  /** The methods that were answered with more than nothing. */
  readonly told = new Set<string>();
  readonly #client: LanguageClient;
  readonly #methods: typeof EVERY_METHOD;

  constructor(client: LanguageClient, promised: ServerCapabilities) {
    this.#client = client;
    this.#methods = EVERY_METHOD.filter((method) => promised[method(NOWHERE).provider] !== undefined);
  }

  async askEverything(uri: string, text: string, about: string): Promise<void> {
    for (const share of [0, 0.2, 0.35, 0.5, 0.65, 0.8, 1]) {
      const position = positionOf(text, Math.floor(share * text.length));
      const scene: Scene = { uri, position, range: { start: { line: 0, character: 0 }, end: position } };
      for (const method of this.#methods) {
        const request = method(scene);
        const answer = await this.#ask(request, text, about);
        for (const next of request.next(answer)) await this.#ask(next, text, about);
      }
    }
  }

  /** Notes every place of an answer that is not in the text. */
  prove(answer: unknown, text: string, about: string): void {
    const lines = text.split(/\r\n|\r|\n/);
    for (const [way, { start, end }] of rangesIn(answer)) {
      if (!isInside(lines, start) || !isInside(lines, end))
        this.faults.add(`${about}${way} ${JSON.stringify([start, end])}`);
    }
  }

  async #ask({ method, params }: Request, text: string, about: string): Promise<never> {
    const answer: unknown = await this.#client.connection.sendRequest(method, params).catch((error: unknown) => {
      const isRefusal = error instanceof ResponseError && error.code === REFUSAL;
      if (!isRefusal) this.faults.add(`${about} ${method}: ${String(error)}`);
      return null;
    });
    if (answer !== null && JSON.stringify(answer) !== '[]') this.told.add(method);
    if (!IN_OTHER_FILES.test(method)) this.prove(answer, text, `${about} ${method}`);
    return answer as never;
  }
}

/** Methods whose answers are about other files too. */
const IN_OTHER_FILES = /^workspace\/|efinition$|\/rename$|^callHierarchy\//;

const ORIGIN: Position = { line: 0, character: 0 };

const NOWHERE: Scene = { uri: 'test:/nowhere', position: ORIGIN, range: { start: ORIGIN, end: ORIGIN } };

describe.each([
  ['a client that can do little', PLAIN_CLIENT],
  ['a full client', FULL_CLIENT],
])('%s', (_name, capabilities) => {
  test.each(DOCUMENTS)(
    '%s is answered inside of the document, whatever is wrong with it',
    {
      timeout: 60_000,
    },
    async (name, languageId, text) => {
      await using client = new LanguageClient();
      const asked: string[] = [];
      client.connection.onRequest((method) => {
        asked.push(method);
        return null;
      });
      const { capabilities: promised } = await client.initialize(capabilities);
      const asker = new Asker(client, promised);
      const folder = await showFolder();
      await writeFile(folder.at('t.csv'), 'hero,place\n😀,sea\n');
      const uri = folder.uri(name);
      for (const [damage, of] of DAMAGES) {
        const damaged = of(text);
        const before = client.pushed.length;
        await client.open(uri, damaged, languageId);
        await asker.askEverything(uri, damaged, damage);
        if (promised.diagnosticProvider === undefined) {
          const pushed = await client.until(() => client.pushed.slice(before).findLast((params) => params.uri === uri));
          asker.prove(pushed, damaged, `${damage} pushed`);
        }
        await client.close(uri);
        await client.until(
          () =>
            promised.diagnosticProvider !== undefined || client.pushed.at(-1)?.diagnostics.length === 0 || undefined,
        );
      }
      expect([...asker.faults]).toEqual([]);
      // A document in no language is answered with nothing, and nothing can be wrong with that.
      expect(asker.told).toContain('textDocument/hover');
      expect(client.log).toEqual([]);
      if (capabilities === PLAIN_CLIENT) expect(asked).toEqual([]);
    },
  );
});
