import { type DecodedText, decodeText } from '../formats/text/decode.ts';
import type { Finding, Observation, Severity, SeverityOverrides } from './check.ts';
import type { FileKind } from './file-kind.ts';
import { findingOf } from './finding.ts';
import { firstLine } from './first-line.ts';

/** Files larger than this, in bytes, are not read. */
export const LARGEST_FILE = 50 * 1024 * 1024;

/** A file before it is read. */
export interface FileFindings {
  /** The text, as far as the bytes are one; empty where there is none. */
  readonly text: string;
  readonly findings: readonly Finding[];
  /** What the text is to be read as; absent where it would only add noise. */
  readonly kind: FileKind | undefined;
  /** The file is another program's: nobody's mistake where nobody has named it. */
  readonly isOthers: boolean;
}

/** What is checked about the bytes of a file, by code. */
export const FILE_CHECKS: readonly {
  readonly code: string;
  readonly title: string;
  readonly defaultSeverity: Severity;
}[] = [
  { code: 'file-encoding', title: 'The file is not UTF-8.', defaultSeverity: 'warning' },
  { code: 'file-not-comp', title: 'The file is neither a composition nor a setting.', defaultSeverity: 'error' },
  { code: 'file-too-large', title: 'The file is too large to be checked.', defaultSeverity: 'warning' },
];

const AT_START = { start: 0, end: 0 };

/**
 * What is wrong with the bytes of a file that may be of one of `kinds`, its text, and what it is to be read as. A severity
 * in `overrides` holds for all findings of its code; `off` leaves them out.
 */
export function fileFindings(
  bytes: Uint8Array,
  kinds: readonly FileKind[],
  overrides: SeverityOverrides = {},
): FileFindings {
  const size = sizeFinding(bytes.length, overrides);
  if (size !== undefined) return size;
  const decoded = decodeText(bytes);
  const { text, encoding } = decoded;
  const recognized = kinds.find((kind) => kind.recognizes?.(text) ?? true);
  const isReadable = encoding === 'utf-8';
  const refusing = kinds.find((kind) => kind.refusal !== undefined);
  const refused =
    recognized !== undefined && (isReadable || recognized !== refusing) ? undefined : refusing?.refusal?.(decoded);
  if (refused !== undefined) {
    const findings = report(refused.code, refused.observation, overrides);
    return { text, findings, kind: undefined, isOthers: refused.isOthers };
  }
  const kind = recognized ?? refusing;
  const findings = kind === undefined ? [] : report('file-encoding', encodingObservation(decoded), overrides);
  return { text, findings, kind: isReadable ? kind : undefined, isOthers: kind === undefined };
}

/** The finding for a file of this many bytes alone, so that nobody needs to read it; `undefined` where it is not too large. */
export function sizeFinding(size: number, overrides: SeverityOverrides = {}): FileFindings | undefined {
  if (size <= LARGEST_FILE) return undefined;
  const megabytes = Math.ceil(size / (1024 * 1024));
  const message = `The file has ${megabytes} MB and is not checked: only files up to 50 MB are.`;
  const findings = report('file-too-large', { message, range: AT_START }, overrides);
  return { text: '', findings, kind: undefined, isOthers: false };
}

function encodingObservation({ text, encoding, invalid, invalidCount }: DecodedText): Observation | undefined {
  if (encoding === 'binary') {
    return { severity: 'error', message: 'This is a binary file, not the text that its name says.', range: AT_START };
  }
  if (encoding !== 'utf-8') {
    return { severity: 'error', message: 'This file is UTF-16. Save it as UTF-8.', range: firstLine(text) };
  }
  const [first, ...others] = invalid;
  if (first === undefined) return undefined;
  const more = invalidCount === 1 ? '' : ` This is the first of ${invalidCount} such places.`;
  const message = `These bytes are not UTF-8. An editor that saves this file replaces them for good.${more}`;
  return { message, range: first, related: others.map((range) => ({ message: 'Bytes that are not UTF-8', range })) };
}

function report(code: string, observation: Observation | undefined, overrides: SeverityOverrides): readonly Finding[] {
  const override = overrides[code];
  if (observation === undefined || override === 'off') return [];
  const standard = FILE_CHECKS.find((check) => check.code === code)?.defaultSeverity ?? 'error';
  return [findingOf(code, override ?? observation.severity ?? standard, observation)];
}
