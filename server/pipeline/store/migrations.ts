/** Step `n` leads a database from version `n` to `n + 1` (its `user_version`). What stands here is never changed. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    project TEXT NOT NULL,
    comp TEXT NOT NULL,
    owner TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    reason TEXT,
    revision INTEGER NOT NULL,
    cancel_requested INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX jobs_by_state ON jobs (state, created_at);
  CREATE INDEX jobs_by_project ON jobs (project, created_at);
  CREATE INDEX jobs_by_age ON jobs (created_at);

  CREATE TABLE layers (
    job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    retries INTEGER NOT NULL,
    progress TEXT NOT NULL,
    success_codes TEXT NOT NULL,
    timeout INTEGER,
    PRIMARY KEY (job, number)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE tasks (
    job TEXT NOT NULL,
    layer INTEGER NOT NULL,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    command TEXT NOT NULL,
    outputs TEXT NOT NULL,
    state TEXT NOT NULL,
    frames_done INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    losses INTEGER NOT NULL,
    PRIMARY KEY (job, layer, number),
    UNIQUE (job, id),
    FOREIGN KEY (job, layer) REFERENCES layers (job, number) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE attempts (
    job TEXT NOT NULL,
    task TEXT NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    process INTEGER,
    process_start TEXT,
    exit_code INTEGER,
    reason TEXT,
    log TEXT NOT NULL,
    PRIMARY KEY (job, task, number),
    FOREIGN KEY (job, task) REFERENCES tasks (job, id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    task TEXT,
    attempt INTEGER,
    reason TEXT
  ) STRICT;
  CREATE INDEX events_by_job ON events (job, number);
  `,
  // Jobs with priorities, dependencies and needs; sums that are kept instead of being made anew for every listing.
  `
  ALTER TABLE jobs ADD COLUMN farm TEXT NOT NULL DEFAULT 'local';
  ALTER TABLE jobs ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN priority INTEGER NOT NULL DEFAULT 50;
  ALTER TABLE jobs ADD COLUMN position REAL NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE jobs ADD COLUMN comment TEXT NOT NULL DEFAULT '';
  ALTER TABLE jobs ADD COLUMN depends_on TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE jobs ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
  ALTER TABLE jobs ADD COLUMN submission TEXT;
  ALTER TABLE jobs ADD COLUMN frames_total INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN frames_done INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN tasks_waiting INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN tasks_running INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN tasks_completed INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN tasks_failed INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN tasks_cancelled INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN tasks_skipped INTEGER NOT NULL DEFAULT 0;
  UPDATE tasks SET frames_done = 0 WHERE state <> 'completed';
  UPDATE jobs SET position = created_at,
    (frames_total, frames_done, tasks_waiting, tasks_running, tasks_completed, tasks_failed, tasks_cancelled) = (
      SELECT coalesce(sum(last - first + 1), 0), coalesce(sum(frames_done), 0), coalesce(sum(state = 'waiting'), 0),
        coalesce(sum(state = 'running'), 0), coalesce(sum(state = 'completed'), 0), coalesce(sum(state = 'failed'), 0),
        coalesce(sum(state = 'cancelled'), 0)
      FROM tasks WHERE job = jobs.id);
  CREATE INDEX jobs_by_revision ON jobs (revision);
  CREATE INDEX jobs_by_fingerprint ON jobs (fingerprint);

  ALTER TABLE layers ADD COLUMN needs TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE layers ADD COLUMN depends_on TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE layers ADD COLUMN backoff REAL NOT NULL DEFAULT 0;
  ALTER TABLE layers ADD COLUMN start_timeout INTEGER;
  ALTER TABLE layers ADD COLUMN stall_timeout INTEGER;

  ALTER TABLE tasks ADD COLUMN wish TEXT;
  ALTER TABLE tasks ADD COLUMN retry_at INTEGER;

  ALTER TABLE attempts ADD COLUMN fence INTEGER;
  ALTER TABLE attempts ADD COLUMN gpus TEXT;

  ALTER TABLE events ADD COLUMN from_state TEXT;
  ALTER TABLE events ADD COLUMN to_state TEXT;
  ALTER TABLE events ADD COLUMN fence INTEGER;

  CREATE TABLE removed_jobs (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX removed_jobs_by_revision ON removed_jobs (revision);
  `,
  // Chunks of frames at even steps.
  'ALTER TABLE tasks ADD COLUMN step INTEGER;',
  // What the frames of an attempt took, as JSON.
  `
  ALTER TABLE attempts ADD COLUMN times TEXT;
  `,
  // Jobs that are rendered on farms: what they were handed over with (JSON), the order that a task is in, the machine that
  // an attempt is on and what the farm counts it as.
  `
  ALTER TABLE jobs ADD COLUMN handing TEXT;
  ALTER TABLE tasks ADD COLUMN farm_order INTEGER;
  ALTER TABLE attempts ADD COLUMN host TEXT;
  ALTER TABLE attempts ADD COLUMN run INTEGER;
  `,
];
