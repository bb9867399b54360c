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
];
