import { detectComp } from '../formats/comp/find-root.ts';
import type { DecodedText } from '../formats/text/decode.ts';
import type { FileKind, Refusal } from './file-kind.ts';
import { firstLine } from './first-line.ts';

/** Fusion's comps and settings. */
export const compKind: FileKind = {
  languageId: 'fusion-comp',
  matches: (fileName) => /\.(?:comp|setting)$/i.test(fileName),
  recognizes: (text) => detectComp(text) !== undefined,
  refusal,
  read: async (text) => (await import('./read-comp.ts')).readComp(text),
};

function refusal({ text, encoding }: DecodedText): Refusal | undefined {
  if (encoding === 'binary') return notComp('This is a binary file, neither a composition nor a setting.', text);
  if (encoding !== 'utf-8') {
    const message = 'This file is UTF-16; Fusion writes UTF-8. Save it as UTF-8.';
    const observation = { severity: 'error', message, range: firstLine(text) } as const;
    return { code: 'file-encoding', observation, isOthers: isShader(text) };
  }
  if (/^[\s\0]*$/.test(text)) return notComp('The file is empty.', '');
  if (mayBeDamaged(text)) return undefined;
  const language = /^\s*#version\b/m.test(text) ? ' It looks like a GLSL shader.' : '';
  const message = 'This is no Fusion file: a composition starts with `Composition {`, a setting with `{`.';
  return notComp(`${message}${language}`, text);
}

/** A comp whose first characters are damaged is still a comp. */
function mayBeDamaged(text: string): boolean {
  return /^[ \t]*Composition\b/m.test(text) || /^[ \t]*\{\s*Tools\s*=/m.test(text);
}

/** Compute shaders have the ending `.comp` too. */
function isShader(text: string): boolean {
  return /^\s*#version\b/m.test(text) || /\blayout\s*\(\s*local_size_/.test(text);
}

function notComp(message: string, text: string): Refusal {
  return { code: 'file-not-comp', observation: { message, range: firstLine(text) }, isOthers: isShader(text) };
}
