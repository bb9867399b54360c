import { detectComp } from '../formats/comp/find-root.ts';
import { type DecodedText, decodeText } from '../formats/text/decode.ts';
import type { Finding, Observation, Severity, SeverityOverrides } from './check.ts';
import { findingOf } from './finding.ts';

/** Files larger than this, in bytes, are not read. */
export const LARGEST_FILE = 50 * 1024 * 1024;

/** A file before it is parsed. */
export interface FileFindings {
  /** The text, as far as the bytes are one; empty where the file cannot be checked. */
  readonly text: string;
  readonly findings: readonly Finding[];
  /** False where the text says nothing about a comp: parsing it would only add noise. */
  readonly isCheckable: boolean;
}

/** What is checked about the bytes of a file, by code. */
export const FILE_CHECKS: readonly {
  readonly code: FileCode;
  readonly title: string;
  readonly defaultSeverity: Severity;
}[] = [
  { code: 'file-encoding', title: 'The file is not UTF-8.', defaultSeverity: 'warning' },
  { code: 'file-not-comp', title: 'The file is neither a composition nor a setting.', defaultSeverity: 'error' },
  { code: 'file-too-large', title: 'The file is too large to be checked.', defaultSeverity: 'warning' },
];

type FileCode = 'file-encoding' | 'file-not-comp' | 'file-too-large';

const AT_START = { start: 0, end: 0 };

/**
 * What is wrong with the bytes of a `.comp` or `.setting`, and its text. A severity in `overrides` holds for all
 * findings of its code; `off` leaves them out.
 */
export function fileFindings(bytes: Uint8Array, overrides: SeverityOverrides = {}): FileFindings {
  const size = sizeFinding(bytes.length, overrides);
  if (size !== undefined) return size;
  const decoded = decodeText(bytes);
  const refused = refusal(decoded);
  if (refused === undefined) {
    const findings = report('file-encoding', encodingObservation(decoded), overrides);
    return { text: decoded.text, findings, isCheckable: true };
  }
  const [code, observation] = refused;
  return { text: decoded.text, findings: report(code, observation, overrides), isCheckable: false };
}

/** The finding for a file of this many bytes alone, so that nobody needs to read it; `undefined` where it is not too large. */
export function sizeFinding(size: number, overrides: SeverityOverrides = {}): FileFindings | undefined {
  if (size <= LARGEST_FILE) return undefined;
  const megabytes = Math.ceil(size / (1024 * 1024));
  const message = `The file has ${megabytes} MB and is not checked: only files up to 50 MB are.`;
  const findings = report('file-too-large', { message, range: AT_START }, overrides);
  return { text: '', findings, isCheckable: false };
}

function refusal(decoded: DecodedText): readonly [code: FileCode, observation: Observation] | undefined {
  const { text, encoding } = decoded;
  if (encoding === 'binary') return notComp('This is a binary file, neither a composition nor a setting.', text);
  if (encoding !== 'utf-8') {
    const message = 'This file is UTF-16; Fusion writes UTF-8. Save it as UTF-8.';
    return ['file-encoding', { severity: 'error', message, range: firstLine(text) }];
  }
  if (/^[\s\0]*$/.test(text)) return notComp('The file is empty.', '');
  if (detectComp(text) !== undefined || mayBeDamaged(text)) return undefined;
  const language = /^\s*#version\b/m.test(text) ? ' It looks like a GLSL shader.' : '';
  const message = 'This is no Fusion file: a composition starts with `Composition {`, a setting with `{`.';
  return notComp(`${message}${language}`, text);
}

/** A comp whose first characters are damaged is still a comp. */
function mayBeDamaged(text: string): boolean {
  return /^[ \t]*Composition\b/m.test(text) || /^[ \t]*\{\s*Tools\s*=/m.test(text);
}

function notComp(message: string, text: string): readonly [code: FileCode, observation: Observation] {
  return ['file-not-comp', { message, range: firstLine(text) }];
}

function encodingObservation(decoded: DecodedText): Observation | undefined {
  const [first, ...others] = decoded.invalid;
  if (first === undefined) return undefined;
  const more = decoded.invalidCount === 1 ? '' : ` This is the first of ${decoded.invalidCount} such places.`;
  const message = `These bytes are not UTF-8. An editor that saves this file replaces them for good.${more}`;
  return { message, range: first, related: others.map((range) => ({ message: 'Bytes that are not UTF-8', range })) };
}

function report(
  code: FileCode,
  observation: Observation | undefined,
  overrides: SeverityOverrides,
): readonly Finding[] {
  const override = overrides[code];
  if (observation === undefined || override === 'off') return [];
  const standard = FILE_CHECKS.find((check) => check.code === code)?.defaultSeverity ?? 'error';
  return [findingOf(code, override ?? observation.severity ?? standard, observation)];
}

function firstLine(text: string): { start: number; end: number } {
  const end = text.search(/[\r\n]|$/);
  return { start: 0, end };
}
