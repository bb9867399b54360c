import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { findGpus } from '../../../../server/pipeline/system/find-gpus.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** A program of the name `nvidia-smi` on a PATH of its own, that does what the script says. */
const fake = async (script: string, mode = 0o755) => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'nvidia-smi');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, mode);
  return { environment: { PATH: `${folder}${path.delimiter}/usr/bin${path.delimiter}/bin` } };
};

describe.runIf(process.platform !== 'win32')('nvidia-smi', () => {
  test('is asked for what is shown, without units', async () => {
    const search = await fake('echo "0, RTX 4090, 24564, 20000, 1, 550.1, Enabled"; echo "$@" >&2');
    expect(await findGpus(search)).toEqual({
      gpus: [
        { id: 0, name: 'RTX 4090', memoryTotal: 24564, memoryFree: 20000, load: 1, driver: '550.1', hasDisplay: true },
      ],
    });
    const asked = await fake(
      'test "$1" = "--query-gpu=index,name,memory.total,memory.free,utilization.gpu,driver_version,display_active" && test "$2" = "--format=csv,noheader,nounits" && echo "0, yes, 1, 1, 1, 1, Enabled"',
    );
    expect((await findGpus(asked)).gpus).toHaveLength(1);
  });

  test.each([
    ['shows nothing', 'exit 0', 'nvidia-smi shows no GPU.'],
    [
      'has no driver to talk to',
      'echo "NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver."; exit 9',
      'nvidia-smi knows no GPU. It said: NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver.',
    ],
    [
      'may not open the device',
      'echo "Failed to initialize NVML: Insufficient Permissions" >&2; exit 4',
      'nvidia-smi knows no GPU. It said: Failed to initialize NVML: Insufficient Permissions',
    ],
    ['says nothing and fails', 'exit 3', 'nvidia-smi knows no GPU. It exited with code 3.'],
    ['prints garbage', 'printf "\\001\\002;;\\n<html>\\n"', 'nvidia-smi shows no GPU.'],
    [
      'prints without end',
      'while :; do echo 0123456789012345678901234567890123456789; done',
      'nvidia-smi does not stop printing.',
    ],
  ])('that %s is an answer', async (_, script, reason) => {
    expect(await findGpus(await fake(script))).toEqual({ gpus: [], reason });
  });

  test('that hangs is given up', async () => {
    const search = await fake('exec sleep 600');
    expect(await findGpus({ ...search, patience: 300 })).toEqual({
      gpus: [],
      reason: 'nvidia-smi has not answered in 0.3 s: the driver may hang.',
    });
  });

  test('that may not be run is told', async () => {
    const { environment } = await fake('exit 0', 0o644);
    const program = path.join(environment.PATH.split(path.delimiter)[0] ?? '', 'nvidia-smi');
    expect(await findGpus({ program, environment })).toEqual({
      gpus: [],
      reason: `${program} may not be run by this user.`,
    });
  });
});

test('that is not there is an answer', async () => {
  const folder = await temporaryFolder();
  expect(await findGpus({ environment: { PATH: folder } })).toEqual({
    gpus: [],
    reason: 'nvidia-smi is not here: there is no NVIDIA driver.',
  });
});
