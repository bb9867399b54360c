import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CancellationTokenSource, ResponseError } from 'vscode-jsonrpc/node';
import type { ClientCapabilities, Diagnostic } from 'vscode-languageserver';
import { cleanComp, cleanSetting } from '../../bench/plant/clean-comp.ts';
import { fuzzRuns } from '../../fuzz.ts';
import { placeEdit, type RandomEdit, randomEdit, share } from '../../unit/formats/comp/random-edits.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { EVERY_METHOD, type Scene } from './every-request.ts';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { type Position, positionOf } from './marked-text.ts';

const STEPS = 300;

/** What a client does next to one of its documents. */
type Step =
  | { readonly kind: 'ask' | 'cancel'; readonly document: number; readonly method: number; readonly at: number }
  | { readonly kind: 'wrong'; readonly method: number; readonly params: unknown }
  | { readonly kind: 'edit'; readonly document: number; readonly edits: readonly RandomEdit[] }
  | { readonly kind: 'replace' | 'reopen' | 'close'; readonly document: number };

const WRONG: readonly unknown[] = [
  {},
  [],
  { textDocument: null },
  { textDocument: { uri: 5 } },
  { textDocument: {}, position: { line: -1, character: 'x' } },
  { item: { data: [1] } },
  { data: { uri: null } },
  { command: 7, arguments: 'x' },
];

const document = fc.nat(2);
const method = fc.nat(EVERY_METHOD.length - 1);
// A little of it is outside of the text.
const at = share.map((number) => number * 1.07 - 0.02);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('ask' as const), document, method, at }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), document, method, at }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wrong' as const), method, params: fc.constantFrom(...WRONG) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      document,
      edits: fc.array(randomEdit, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('replace', 'reopen', 'reopen', 'reopen', 'close'), document }),
  },
);

const TEXTS = [cleanComp(1), cleanSetting('Glow'), cleanComp(2).replaceAll('\n', '\r\n')];

/** What an answer may be besides a result: given up, about a text that has changed, asked wrongly, not possible. */
const REFUSALS: ReadonlySet<number> = new Set([-32800, -32801, -32602, -32803]);

/** A client that does one thing after the other and waits for no answer until it has asked for many. */
class Visitor {
  readonly #client: LanguageClient;
  readonly #methods: typeof EVERY_METHOD;
  readonly #texts: (string | undefined)[] = TEXTS.map(() => undefined);
  readonly #folder: string;
  readonly #waiting: Promise<void>[] = [];
  /** How often each method was asked wrongly. */
  readonly wrongs = new Map<string, number>();
  /** The answers that no server should give. */
  readonly faults: string[] = [];
  /** The answers that are more than null. */
  told = 0;

  constructor(client: LanguageClient, methods: typeof EVERY_METHOD, folder: string) {
    this.#client = client;
    this.#methods = methods;
    this.#folder = folder;
  }

  uri(document: number): string {
    return pathToFileURL(path.join(this.#folder, `${document}.comp`)).href;
  }

  /** The text of a document; undefined while it is closed. */
  text(document: number): string | undefined {
    return this.#texts[document];
  }

  /** Opens every document, takes the steps and waits for all answers. */
  async visit(steps: readonly Step[]): Promise<void> {
    for (const [document, text] of TEXTS.entries()) await this.#open(document, text);
    for (const step of steps) await this.#take(step);
    await this.#settle();
  }

  async #take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'ask':
      case 'cancel':
        this.#ask(step.method, this.#scene(step.document, step.at), step.kind === 'cancel');
        break;
      case 'wrong':
        this.#askWrongly(step.method, step.params);
        break;
      case 'edit':
        await this.#edit(step.document, step.edits);
        break;
      case 'replace':
        await this.#replace(step.document);
        break;
      case 'close':
        await this.#close(step.document);
        break;
      case 'reopen':
        await this.#close(step.document);
        await this.#open(step.document, TEXTS[step.document] ?? '');
        break;
    }
    if (this.#waiting.length > 20) await this.#settle();
  }

  async #open(document: number, text: string): Promise<void> {
    this.#texts[document] = text;
    await this.#client.open(this.uri(document), text);
  }

  /** Waits for every answer. */
  async #settle(): Promise<void> {
    for (let answer = this.#waiting.pop(); answer !== undefined; answer = this.#waiting.pop()) await answer;
  }

  #scene(document: number, at: number): Scene {
    const text = this.#texts[document] ?? '';
    const position = at > 1.03 ? { line: 4_000_000_000, character: 7 } : placeOf(text, at);
    const [start, end] = at > 0.5 ? [{ line: 0, character: 0 }, position] : [position, placeOf(text, at + 0.1)];
    return { uri: this.uri(document), position, range: { start, end } };
  }

  #ask(method: number, scene: Scene, isCancelled: boolean): void {
    const request = this.#methods[method % this.#methods.length]?.(scene);
    if (request === undefined) return;
    this.#send(request.method, request.params, isCancelled, (answer: never) => {
      for (const { method, params } of request.next(answer)) this.#send(method, params, false, () => {});
    });
  }

  #askWrongly(method: number, params: unknown): void {
    const scene = this.#scene(0, 0);
    const asked = this.#methods[method % this.#methods.length]?.(scene).method;
    if (asked === undefined) return;
    this.wrongs.set(asked, (this.wrongs.get(asked) ?? 0) + 1);
    this.#send(asked, params, false, () => {});
  }

  #send(method: string, params: unknown, isCancelled: boolean, then: (answer: never) => void): void {
    const source = new CancellationTokenSource();
    const answer = this.#client.connection.sendRequest<never>(method, params, source.token).then(
      (result) => {
        if (result !== null) this.told += 1;
        then(result);
      },
      (error: unknown) => {
        const isRefusal = error instanceof ResponseError && REFUSALS.has(error.code);
        if (!isRefusal) this.faults.push(`${method}: ${String(error)}`);
      },
    );
    if (isCancelled) source.cancel();
    this.#waiting.push(answer);
  }

  async #edit(document: number, edits: readonly RandomEdit[]): Promise<void> {
    let text = this.#texts[document];
    if (text === undefined) return;
    const changes: unknown[] = [];
    for (const edit of edits) {
      const { start, end } = placeEdit(text, edit);
      const from: number = betweenLines(text, start);
      const to: number = betweenLines(text, end);
      changes.push({ range: { start: positionOf(text, from), end: positionOf(text, to) }, text: edit.text });
      text = text.slice(0, from) + edit.text + text.slice(to);
    }
    this.#texts[document] = text;
    await this.#client.change(this.uri(document), changes);
  }

  async #replace(document: number): Promise<void> {
    const text = this.#texts[document];
    if (text === undefined) return;
    const other = text.slice(0, Math.floor(text.length / 2)) + (TEXTS[document] ?? '');
    this.#texts[document] = other;
    await this.#client.change(this.uri(document), [{ text: other }]);
  }

  async #close(document: number): Promise<void> {
    if (this.#texts[document] === undefined) return;
    this.#texts[document] = undefined;
    await this.#client.close(this.uri(document));
  }
}

/** The protocol has no place between a carriage return and its line feed. */
function betweenLines(text: string, offset: number): number {
  return text.charAt(offset - 1) === '\r' && text.charAt(offset) === '\n' ? offset + 1 : offset;
}

/** A place in a text, by its share of the text; beyond its ends, one that is not there. */
function placeOf(text: string, share: number): Position {
  const offset = Math.round(share * text.length);
  if (offset < 0) return { line: 0, character: 0 };
  const { line, character } = positionOf(text, Math.min(offset, text.length));
  return { line, character: character + Math.max(0, offset - text.length) };
}

/** The lines of the log that tell of a failure which nobody asked for. */
function failures(log: readonly string[], wrongs: ReadonlyMap<string, number>): string[] {
  const left = new Map(wrongs);
  return log.filter((line) => {
    const method = line.split(' failed: ')[0] ?? '';
    const count = left.get(method) ?? 0;
    left.set(method, count - 1);
    return count <= 0;
  });
}

function bySpot(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map((diagnostic) => JSON.stringify(diagnostic)).sort();
}

const lastPushed = (client: LanguageClient, uri: string): readonly Diagnostic[] | undefined =>
  client.pushed.findLast((params) => params.uri === uri)?.diagnostics;

/** Waits until a server has told of a document what another one tells of the same text. */
async function expectSameDiagnostics(client: LanguageClient, fresh: LanguageClient, uri: string, pulls: boolean) {
  if (pulls) {
    expect(bySpot(await client.diagnostics(uri))).toEqual(bySpot(await fresh.diagnostics(uri)));
    return;
  }
  const expected = await fresh.until(() => lastPushed(fresh, uri));
  await client.until(() => isDeepStrictEqual(bySpot(lastPushed(client, uri) ?? []), bySpot(expected)) || undefined);
}

async function start(capabilities: ClientCapabilities) {
  const client = new LanguageClient();
  client.connection.onRequest('workspace/applyEdit', () => ({ applied: true }));
  for (const about of ['diagnostics', 'inlayHint', 'codeLens']) {
    client.connection.onRequest(`workspace/${about}/refresh`, () => null);
  }
  const { capabilities: promised } = await client.initialize(capabilities);
  return { client, promised };
}

describe.each([
  ['a full client', FULL_CLIENT],
  ['a client that can do little', PLAIN_CLIENT],
])('%s', (_name, capabilities) => {
  test('asks, edits, cancels, closes and opens in any order, and is served', {
    timeout: fuzzRuns(120_000),
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: STEPS, maxLength: STEPS }), async (steps) => {
        const folder = await temporaryFolder();
        const { client, promised } = await start(capabilities);
        await using _ = client;
        const promises = Object.keys(promised).filter((key) => key.endsWith('Provider'));
        const methods = EVERY_METHOD.filter((it) => promises.includes(it(NOWHERE).provider));
        // Whatever the server learns to do is asked here too.
        expect(new Set(methods.map((it) => it(NOWHERE).provider))).toEqual(new Set(promises));
        const visitor = new Visitor(client, methods, folder);
        // A server that has ended answers nothing any more.
        await Promise.race([
          visitor.visit(steps),
          client.exited().then((code) => expect.fail(`The server ended: ${code}`)),
        ]);
        expect(visitor.faults).toEqual([]);
        expect(visitor.told).toBeGreaterThan(STEPS / 10);
        expect(failures(client.log, visitor.wrongs)).toEqual([]);
        const { client: fresh } = await start(capabilities);
        await using _fresh = fresh;
        for (const document of TEXTS.keys()) {
          const text = visitor.text(document);
          const uri = visitor.uri(document);
          if (text === undefined) continue;
          await fresh.open(uri, text);
          await expectSameDiagnostics(client, fresh, uri, promised.diagnosticProvider !== undefined);
        }
        expect(client.errors).toBe('');
        expect(await client.stop()).toBe(0);
      }),
      { numRuns: fuzzRuns(2), endOnFailure: true },
    );
  });
});

const NOWHERE: Scene = {
  uri: 'test:/nowhere.comp',
  position: { line: 0, character: 0 },
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
};
