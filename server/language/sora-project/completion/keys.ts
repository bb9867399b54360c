import { type CompletionItem, getLanguageService, type LanguageService } from 'vscode-json-languageservice';
import type { InsertTextFormat } from 'vscode-languageserver';
import type { SoraProject } from '../../../formats/sora/project.ts';
import type { TextRange } from '../../../formats/text/range.ts';
import type { Completion, Completions } from '../../answers/completion.ts';
import { readSnippet } from './insert-text.ts';
import { projectSchema } from './json-schema.ts';
import { nearbyText } from './nearby.ts';
import { ServiceDocument } from './service-document.ts';

/** Said by the number, so that the protocol's package is not loaded for it. */
const SNIPPET: typeof InsertTextFormat.Snippet = 2;

/** Suggests keys, and values where the format alone says what they may be: with the commas that they need. */
export class KeyCompleter {
  readonly #service: LanguageService = getLanguageService({});

  /** `newId` is the id of a shot or template that is suggested. */
  constructor(newId: string) {
    this.#service.configure({ schemas: [{ uri: 'sora:schema', fileMatch: ['*'], schema: projectSchema(newId) }] });
  }

  /** What may be written at an offset; `undefined` where nothing may. */
  async at(project: SoraProject, offset: number): Promise<Completions | undefined> {
    const { text } = project;
    const document = new ServiceDocument(nearbyText(project, offset));
    const json = this.#service.parseJSONDocument(document);
    const list = await this.#service.doComplete(document, document.positionAt(offset), json);
    const items = list?.items ?? [];
    const [first] = items;
    const range = first === undefined ? undefined : rangeOfItem(document, first);
    // Inside of a line's end the service takes the place before it.
    if (range === undefined || offset < range.start || offset > range.end) return undefined;
    return {
      items: items.map((item) => toCompletion(item, indentAt(text, range.start))),
      insertRange: { start: range.start, end: offset },
      replaceRange: range,
      otherEdits: [],
      isCut: false,
    };
  }
}

function rangeOfItem(document: ServiceDocument, { textEdit }: CompletionItem): TextRange | undefined {
  if (textEdit === undefined || !('range' in textEdit)) return undefined;
  return { start: document.offsetAt(textEdit.range.start), end: document.offsetAt(textEdit.range.end) };
}

function toCompletion(item: CompletionItem, indent: string): Completion {
  const { label, textEdit, insertText, insertTextFormat, filterText, documentation } = item;
  const written = textEdit?.newText ?? insertText ?? label;
  const text = written.replaceAll('\t', '  ').replaceAll('\n', `\n${indent}`);
  const insert = insertTextFormat === SNIPPET ? readSnippet(text) : [text];
  const meaning = typeof documentation === 'string' ? documentation : documentation?.value;
  const isKey = /^"[^"]*"\s*:/.test(text);
  return {
    label,
    kind: isKey ? 'field' : 'value',
    insert,
    ...(isKey && filterText !== undefined && { filter: filterText }),
    ...(meaning !== undefined && meaning !== '' && { topic: ['meaning', meaning] }),
  };
}

/** The blanks at the beginning of the line that an offset is in. */
function indentAt(text: string, offset: number): string {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? '';
}
