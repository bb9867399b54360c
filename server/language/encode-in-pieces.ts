import type { ContentTypeEncoder, Message } from 'vscode-languageserver/node';
import { pause, TimeSlice } from './pausing.ts';

/** So many items of a list are encoded at once. */
const PIECE = 64;

/**
 * Encodes a message as JSON. A long list, the edits of a large document say, is encoded piece by piece, with other work
 * let in between: all at once it would hold the event loop for longer than anybody should wait.
 */
export const encodeInPieces: ContentTypeEncoder = {
  name: 'application/json',
  async encode(message) {
    if (!isLongList(message)) return Buffer.from(JSON.stringify(message));
    const { result, ...rest } = message;
    const around = JSON.stringify({ ...rest, result: [] });
    const pieces = [Buffer.from(around.slice(0, -']}'.length))];
    const slice = new TimeSlice();
    for (let from = 0; from < result.length; from += PIECE) {
      const items = JSON.stringify(result.slice(from, from + PIECE)).slice('['.length, -']'.length);
      pieces.push(Buffer.from(from === 0 ? items : `,${items}`));
      if (!slice.isOver) continue;
      await pause();
      slice.begin();
    }
    pieces.push(Buffer.from(']}'));
    return Buffer.concat(pieces);
  },
};

function isLongList(message: Message): message is Message & { readonly result: readonly unknown[] } {
  return 'result' in message && Array.isArray(message.result) && message.result.length > PIECE;
}
