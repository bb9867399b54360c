import type { TextDocument } from 'vscode-json-languageservice';
import { DocumentText, type TextPosition } from '../../../formats/text/document-text.ts';

/** A text as the JSON service asks for it. */
export class ServiceDocument implements TextDocument {
  readonly uri = 'sora:project.sorastudio';
  readonly languageId = 'json';
  readonly version = 0;
  readonly #text: DocumentText;

  constructor(text: string) {
    this.#text = DocumentText.of(text);
  }

  get lineCount(): number {
    return this.#text.lineCount;
  }

  getText(range?: Parameters<TextDocument['getText']>[0]): string {
    if (range === undefined) return this.#text.whole;
    return this.#text.slice(this.offsetAt(range.start), this.offsetAt(range.end));
  }

  positionAt(offset: number): TextPosition {
    return this.#text.positionAt(offset);
  }

  offsetAt(position: TextPosition): number {
    return this.#text.offsetAt(position);
  }

  getLineRange(line: number): ReturnType<TextDocument['getLineRange']> {
    const end = { line, character: Number.MAX_SAFE_INTEGER };
    return { start: { line, character: 0 }, end: this.positionAt(this.offsetAt(end)) };
  }

  getEOLCharacters(line: number): string {
    const end = this.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
    return /^\r?\n/.exec(this.#text.slice(end, end + 2))?.[0] ?? '';
  }
}
