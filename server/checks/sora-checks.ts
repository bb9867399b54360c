import type { DocumentCheck, PlacedCheck } from './document-check.ts';
import { soraBom, soraBomInFile } from './sora/byte-order-mark.ts';
import type { CheckedProject } from './sora/checked-project.ts';
import { soraDate } from './sora/dates.ts';
import { soraDuplicateKey } from './sora/duplicate-key.ts';
import { soraDuration } from './sora/duration.ts';
import { soraId } from './sora/item-id.ts';
import { soraMissingKey } from './sora/missing-key.ts';
import { soraModel, soraModelRetired } from './sora/model.ts';
import { soraOutput } from './sora/outputs.ts';
import { soraPlaceholder } from './sora/placeholders.ts';
import { soraBrace } from './sora/prompt-braces.ts';
import { soraPrompt } from './sora/prompt-length.ts';
import { soraReference } from './sora/reference-images.ts';
import { soraSchema } from './sora/schema-version.ts';
import { soraCsv, soraCsvColumn } from './sora/sheet.ts';
import { soraStatus } from './sora/shot-status.ts';
import { soraSize } from './sora/size.ts';
import { soraSyntax } from './sora/syntax.ts';
import { soraUnknownKey } from './sora/unknown-key.ts';
import { soraType } from './sora/value-type.ts';

/** What is checked of every text: whether it is a project of the schema that is known. */
export const SORA_FORM_CHECKS: readonly DocumentCheck<CheckedProject>[] = [soraSyntax, soraBom, soraSchema];

/** What is checked of projects of the known schema, one line each. */
export const SORA_CHECKS: readonly DocumentCheck<CheckedProject>[] = [
  soraType,
  soraMissingKey,
  soraUnknownKey,
  soraDuplicateKey,
  soraId,
  soraStatus,
  soraDate,
  soraModel,
  soraModelRetired,
  soraSize,
  soraDuration,
  soraPrompt,
  soraBrace,
];

/** What the project and the disk decide of them, one line each. */
export const SORA_PLACED_CHECKS: readonly PlacedCheck<CheckedProject>[] = [
  soraBomInFile,
  soraCsv,
  soraCsvColumn,
  soraPlaceholder,
  soraReference,
  soraOutput,
];
