// The job type of Compline for Flamenco 3.6 and newer: put this file into the folder `scripts` beside the program
// flamenco-manager, under this name. docs/farms/flamenco.md says more.

globalThis.JOB_TYPE = {
  label: 'Compline',
  description: 'Runs programs chunk by chunk. Compline submits jobs of this type; there is nothing to fill in by hand.',
  settings: [
    { key: 'frames', type: 'string', required: true, visible: 'web', description: 'The frames of all chunks' },
    { key: 'chunks', type: 'int32', required: true, visible: 'web', description: 'How many chunks there are' },
    { key: 'calls', type: 'string', required: true, visible: 'hidden', description: 'The calls, as JSON' },
    // What the text of `calls` looks like. Compline asks for this number before it submits anything.
    { key: 'format', type: 'int32', required: true, visible: 'hidden', default: 1 },
  ],
};

globalThis.compileJob = (job) => {
  const settings = job.settings;
  if (settings.format !== 1) {
    throw new Error(
      `This script reads format 1, and the job has format ${settings.format}. Put the newest one in place.`,
    );
  }
  const { groups, tasks } = JSON.parse(settings.calls);
  for (const [name, group, values] of tasks) {
    const { exe, args } = groups[group];
    // A number stands for one of the values of the task.
    const full = args.map((arg) => (typeof arg === 'number' ? values[arg] : arg));
    const task = author.Task(name, 'misc');
    task.addCommand(author.Command('exec', { exe: exe, args: full }));
    job.addTask(task);
  }
  // The tasks have it all now, and the manager would send it with every list of jobs.
  settings.calls = '';
};
