import type { Finding, SeverityOverrides } from '../../../../server/checks/check.ts';
import { checkPublish } from '../../../../server/checks/check-publish.ts';
import { CompFactReader } from '../../../../server/checks/comp-facts.ts';
import { renderedUpstream } from '../../../../server/checks/publish/rendered-upstream.ts';
import type { EarlierVersion, PublishDisk, PublishIntent } from '../../../../server/checks/publish-check.ts';
import { PUBLISH_CHECKS } from '../../../../server/checks/publish-checks.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { type Config, configSchema } from '../../../../server/formats/config/schema.ts';
import { outputFiles } from '../../../../server/project/sequence.ts';
import { type FakeDisk, fakePlace } from '../../language/fusion-comp/fake-place.ts';

/** What a test says of a publish; the rest is a publish of frames 1001 to 1012 by `_FINAL` of which nothing is wrong. */
export interface FakePublish {
  readonly intent?: Partial<Omit<PublishIntent, 'saver'>>;
  readonly disk?: Partial<PublishDisk>;
  readonly place?: FakeDisk;
  readonly config?: Partial<Config>;
  readonly earlier?: readonly EarlierVersion[];
  /** What was found in the comp before. */
  readonly found?: readonly Finding[];
  readonly severities?: SeverityOverrides;
}

/** The SHA-256 that the comp of a fake publish has. */
export const SHA256 = 'ab'.repeat(32);

/** What the check of a code finds in a fake publish of a comp; what all of them find where no code is named. */
export async function findings(text: string, fake: FakePublish = {}, code?: string): Promise<readonly Finding[]> {
  const comp = parseComp(text);
  const saver = comp.tools.find(({ name }) => name === '_FINAL');
  if (saver === undefined) throw new Error('The comp has no Saver _FINAL.');
  const subject = {
    comp,
    place: fakePlace(fake.place),
    config: { ...configSchema.parse({ version: 1, project: { id: 'DEMO' } }), ...fake.config },
    compBytes: 1000,
    compSha256: SHA256,
    intent: {
      kind: 'publish' as const,
      saver,
      frames: { first: 1001, last: 1012 },
      files: outputFiles('f.0000.exr'),
      container: '/show/sh010/comp/_published',
      stepFolder: '/show/sh010/comp',
      state: 'WIP',
      comment: 'more smoke',
      ...fake.intent,
    },
    disk: { ...SOUND, ...fake.disk },
    earlier: async () => fake.earlier ?? [],
    ...renderedUpstream(comp, new CompFactReader().of(comp).connections, saver),
  };
  const checks = PUBLISH_CHECKS.filter((check) => code === undefined || check.code === code);
  return checkPublish(subject, fake.found ?? [], fake.severities ?? {}, checks);
}

const SOUND: PublishDisk = {
  whyNotWritable: async () => undefined,
  freeBytes: async () => 1e12,
  sha256: async () => SHA256,
  fileFault: async () => undefined,
  movieRate: async () => undefined,
  lockedBy: async () => undefined,
  reservedIn: async () => [],
};
