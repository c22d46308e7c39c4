/**
 * The schema, as the steps that led to it. `PRAGMA user_version` says how many were taken. Steps are only ever added.
 *
 * `kind` is 0 for views, 1 for shares, 2 for reactions; `name` is the network or reaction, empty for views; `source` is
 * empty for what readers did and names the origin of an imported base otherwise. A count of 0 has no row. Everything
 * that belongs to one page lies side by side, because the primary keys begin with it.
 *
 * Interactions and last views are numbered in the order of arrival: the oldest, which are to be forgotten, are found
 * without a second index. No row joins an interaction to a page or a visitor.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO meta VALUES ('version_floor', 0);

  CREATE TABLE pages (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE counts (
    page INTEGER NOT NULL REFERENCES pages (id),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (page, kind, name, source)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE votes (
    page INTEGER NOT NULL REFERENCES pages (id),
    visitor BLOB NOT NULL,
    at INTEGER NOT NULL,
    reactions TEXT NOT NULL,
    PRIMARY KEY (page, visitor)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE interactions (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    received INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE last_views (
    n INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES pages (id),
    visitor BLOB NOT NULL,
    at INTEGER NOT NULL,
    received INTEGER NOT NULL,
    UNIQUE (page, visitor)
  ) STRICT;
  `,
  // The row of an alias has no numbers of its own. Buckets are found by page, to read and move them, and by age, to
  // sum them up and pour them into larger ones; `size` is their length in ms. What is kept of a visitor who was
  // forgotten is a hash, by which their token is not taken any more.
  `
  ALTER TABLE pages ADD COLUMN title TEXT;
  ALTER TABLE pages ADD COLUMN alias_of INTEGER REFERENCES pages (id);
  CREATE INDEX aliases ON pages (alias_of, key) WHERE alias_of IS NOT NULL;
  INSERT INTO meta SELECT 'pages', count(*) FROM pages;

  CREATE TABLE buckets (
    page INTEGER NOT NULL REFERENCES pages (id),
    size INTEGER NOT NULL,
    start INTEGER NOT NULL,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (page, size, start, kind, name)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX bucket_ages ON buckets (size, start);

  CREATE TABLE exclusions (
    page INTEGER NOT NULL REFERENCES pages (id),
    reason TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (page, reason)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE forgotten (visitor BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
  `,
  // What is stored already and in no other row yet: see journal.ts. The triggers hold off whoever would write rows without
  // it, such as an older server that has had the file open since before.
  `
  CREATE TABLE journal (n INTEGER PRIMARY KEY, entry TEXT NOT NULL) STRICT;
  CREATE TRIGGER journal_before_interactions BEFORE INSERT ON interactions WHEN EXISTS (SELECT 1 FROM journal)
  BEGIN SELECT raise(ABORT, 'the journal comes first'); END;
  CREATE TRIGGER journal_before_versions BEFORE UPDATE OF version ON pages WHEN EXISTS (SELECT 1 FROM journal)
  BEGIN SELECT raise(ABORT, 'the journal comes first'); END;
  CREATE TRIGGER journal_before_removals BEFORE DELETE ON pages WHEN EXISTS (SELECT 1 FROM journal)
  BEGIN SELECT raise(ABORT, 'the journal comes first'); END;
  `,
];
