import type { FileStamp, WorkspaceFiles } from '../../../../server/language/workspace/workspace-files.ts';

/** Files in memory: by address, when they were changed, how large they are and their text. */
export class FakeFiles implements WorkspaceFiles {
  readonly all = new Map<string, FileStamp & { readonly text: string }>();
  /** The addresses of files that were read, in order. */
  readonly reads: string[] = [];
  /** The most that were read at once. */
  most = 0;
  /** How many stamps were asked for. */
  stamps = 0;
  #running = 0;

  set(uri: string, text: string, modified = 1, size = text.length): void {
    this.all.set(uri, { text, modified, size });
  }

  async *list(
    folder: string,
    mayBeKnown: (fileName: string) => boolean,
    isWanted: () => boolean,
  ): AsyncGenerator<string> {
    for (const uri of this.all.keys()) {
      if (!isWanted()) return;
      if (uri.startsWith(`${folder}/`) && mayBeKnown(uri.slice(uri.lastIndexOf('/') + 1))) yield uri;
    }
  }

  async stamp(uri: string): Promise<FileStamp | undefined> {
    this.stamps += 1;
    return this.all.get(uri);
  }

  async read(uri: string): Promise<string | undefined> {
    this.#running += 1;
    this.most = Math.max(this.most, this.#running);
    await new Promise((resolve) => setImmediate(resolve));
    this.#running -= 1;
    this.reads.push(uri);
    return this.all.get(uri)?.text;
  }
}
