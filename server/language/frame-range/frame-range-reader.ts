import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import { documentFindings } from '../../checks/document-check.ts';
import { FRAME_LINES_CHECKS } from '../../checks/frames-checks.ts';
import { readFrameFile } from '../../checks/read-frames.ts';
import { dialectCommentAt, type FrameLines, lineAt } from '../../formats/frame-texts/frame-lines.ts';
import { FRAME_DIALECTS } from '../../formats/frames/dialects/all-dialects.ts';
import type { DocumentText } from '../../formats/text/document-text.ts';
import type { Completions } from '../answers/completion.ts';
import type { MeaningfulWord } from '../answers/semantic-tokens.ts';
import type { DocumentReader, LanguageModel } from '../language-support.ts';
import type { Pausing } from '../pausing.ts';
import { withFrameTexts } from './with-frame-texts.ts';

/** What a file of frame ranges says besides its frame texts: comments, and the dialect that one of them names. */
class FrameLinesModel implements LanguageModel {
  readonly #text: string;
  readonly #lines: FrameLines;

  constructor(text: string, lines: FrameLines) {
    this.#text = text;
    this.#lines = lines;
  }

  findings(overrides: SeverityOverrides): Pausing<Finding> {
    return documentFindings(FRAME_LINES_CHECKS, this.#lines, overrides);
  }

  *words(): Pausing<MeaningfulWord> {
    for (const range of this.#lines.comments) yield { range, kind: 'comment', traits: [] };
  }

  async completions(offset: number): Promise<Completions | undefined> {
    const name = dialectCommentAt(this.#text, offset);
    if (name === undefined) return undefined;
    return {
      items: FRAME_DIALECTS.map((dialect) => ({
        label: dialect.name,
        kind: 'choice',
        description: dialect.title,
        insert: [dialect.name],
      })),
      insertRange: { start: name.start, end: offset },
      replaceRange: name,
      otherEdits: [],
      isCut: false,
    };
  }
}

const NOTHING: LanguageModel = { findings: () => [] };

function modelOf(text: string): LanguageModel {
  const { texts, lines } = readFrameFile(text);
  if (lines === undefined) return withFrameTexts(NOTHING, () => texts);
  return withFrameTexts(
    new FrameLinesModel(text, lines),
    () => texts,
    (offset) => lineAt(text, lines, offset),
  );
}

/** Reads the versions of a file of frame ranges, or of the configuration of a batch render. */
export class FrameRangeReader implements DocumentReader {
  *read(text: DocumentText): Generator<undefined, LanguageModel> {
    yield undefined;
    return modelOf(text.whole);
  }
}
