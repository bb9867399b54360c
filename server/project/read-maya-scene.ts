import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { MAYA_HEAD, type MayaScene, MayaSceneReader } from '../formats/maya-ascii/maya-scene.ts';
import { ComplineError } from '../protocol/errors.ts';
import { whyUnreadable } from './read-regular-file.ts';

/** How Maya's binary scenes begin: an IFF group of four or eight bytes of alignment. */
const BINARY = /^(?:FOR4|FOR8)/;
const HEAD_BYTES = 256;
/** Characters of a line that is still waited for to its end. */
const LONGEST_LINE = 1_000_000;

/**
 * Reads what a Maya ASCII scene says of its rendering, as a stream: scenes have hundreds of megabytes. Errors:
 * `not-supported` for a binary scene and for a file that is no scene, `not-found` and others where it cannot be read.
 */
export async function readMayaScene(file: string, signal?: AbortSignal): Promise<MayaScene> {
  await checkHead(file);
  const reader = new MayaSceneReader();
  const input = createReadStream(file, { encoding: 'latin1', ...(signal !== undefined && { signal }) });
  try {
    let rest = '';
    for await (const chunk of input) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) reader.push(decoded(line));
      if (rest.length < LONGEST_LINE) continue;
      reader.push(decoded(rest)); // In two lines as good as in one: nobody asks for so long a name.
      rest = '';
    }
    if (rest !== '') reader.push(decoded(rest));
  } catch (error) {
    throw unreadable(file, error);
  } finally {
    input.destroy();
  }
  return reader.scene();
}

/** Names may hold any letter, and to decode all of a mesh for them would take long. */
function decoded(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  return /[\u0080-\u00ff]/.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text;
}

async function checkHead(file: string): Promise<void> {
  let head: string;
  try {
    await using handle = await open(file, 'r');
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    head = buffer.subarray(0, bytesRead).toString('utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
  if (BINARY.test(head)) {
    throw new ComplineError({
      code: 'not-supported',
      message: 'This is a binary Maya scene: its layers cannot be read from its text.',
      nextStep: 'Save it as Maya ASCII (.ma), or name the layer yourself.',
      path: file,
    });
  }
  if (!MAYA_HEAD.test(head)) {
    throw new ComplineError({
      code: 'not-supported',
      message: head === '' ? 'The file is empty.' : 'This is no Maya ASCII scene: it does not begin with //Maya ASCII.',
      nextStep: 'Name a scene that Maya saved as Maya ASCII (.ma).',
      path: file,
    });
  }
}

function unreadable(file: string, error: unknown): ComplineError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return new ComplineError(
    {
      code: code === 'ENOENT' ? 'not-found' : code === 'EACCES' || code === 'EPERM' ? 'no-permission' : 'not-supported',
      message: code === 'ENOENT' ? 'The scene is not there.' : `The scene cannot be read: ${whyUnreadable(error)}`,
      nextStep: 'Correct the path.',
      path: file,
    },
    { cause: error },
  );
}
