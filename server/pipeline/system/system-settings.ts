import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { ComplineError } from '../../protocol/errors.ts';
import { type Reservation, reservationSchema } from '../../protocol/system.ts';
import { replaceFile } from '../files/replace-file.ts';

const fileSchema = z.object({ version: z.literal(1), reserve: reservationSchema.default({}) });

/** What is kept for interactive work on this machine: `system.json` in the state folder. */
export class SystemSettings {
  readonly file: string;

  constructor(stateFolder: string) {
    this.file = path.join(stateFolder, 'system.json');
  }

  /** What somebody has set; nothing where the file is not there or cannot be understood. */
  async reservation(): Promise<Reservation> {
    try {
      return fileSchema.parse(JSON.parse(await readFile(this.file, 'utf8'))).reserve;
    } catch {
      return {};
    }
  }

  /** Sets what is kept; what is absent is as it is by itself. Error: `state-folder-unusable`. */
  async reserve(reserve: Reservation): Promise<void> {
    try {
      await replaceFile(this.file, `${JSON.stringify({ version: 1, reserve }, null, 2)}\n`, { mode: 0o600 });
    } catch (error) {
      throw new ComplineError(
        {
          code: 'state-folder-unusable',
          message: `What is reserved could not be written to ${this.file}: ${error instanceof Error ? error.message : error}.`,
          nextStep: 'Make the folder writable, or set COMPLINE_STATE_HOME to another one.',
          path: this.file,
        },
        { cause: error },
      );
    }
  }
}
