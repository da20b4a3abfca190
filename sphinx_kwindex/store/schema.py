"""The tables of the store; the comments on the columns are their definition."""

APPLICATION_ID = 0x6B77_6978
"""Tells a store of ours from any other SQLite file."""

SCHEMA_VERSION = 14
"""Raised with every change of the tables or of what is in them; a store of another version is made anew."""

SCHEMA = """
CREATE TABLE meta (
    -- What the store was made by and from.
    key TEXT PRIMARY KEY,        -- `digest` of everything, `inputs` of links, `totals`, and what made the facts
    value TEXT NOT NULL          -- as text; a difference in what made the facts makes the store anew
) WITHOUT ROWID;

CREATE TABLE file (
    -- One row for each source file; what is long comes last, so that nobody passes it on the way to something else.
    id INTEGER PRIMARY KEY,      -- made from the path, so that the same project gives the same rows
    path TEXT NOT NULL UNIQUE,   -- POSIX, relative to the base of its root
    folder TEXT NOT NULL,        -- the path of the folder it lies in, empty for the top
    module TEXT,                 -- dotted name it is imported by
    type TEXT NOT NULL,          -- FileType
    is_package INTEGER NOT NULL, -- 1 for `__init__` files
    is_test INTEGER NOT NULL,    -- 1 where the test patterns match
    size INTEGER NOT NULL,       -- bytes
    lines INTEGER NOT NULL,      -- lines of text
    encoding TEXT NOT NULL,      -- as Python names it
    digest TEXT NOT NULL,        -- of the bytes
    summary TEXT NOT NULL,       -- first paragraph of what it says of itself
    role TEXT NOT NULL,          -- as FileFacts.role
    repository_path TEXT,        -- as SourceFile.repository_path
    key TEXT NOT NULL,           -- digest of everything that its facts depend on
    interface TEXT NOT NULL,     -- digest of what other files can see of it
    reach BLOB NOT NULL,         -- short ids of the files whose interface its links depend on, 4 bytes each
    links TEXT NOT NULL,         -- digest of its links
    uses_of TEXT NOT NULL,       -- JSON of Ties.uses
    bases_of TEXT NOT NULL,      -- JSON of Ties.bases
    asks TEXT NOT NULL,          -- as Marks.asks
    offers TEXT NOT NULL,        -- as Marks.offers
    related TEXT NOT NULL,       -- digest of its relations
    resolved INTEGER NOT NULL,   -- names in use that lead anywhere
    total INTEGER NOT NULL,      -- names in use
    words TEXT NOT NULL,         -- JSON of its words and their counts, as in FileFacts
    facts TEXT NOT NULL,         -- JSON of FileFacts without keywords, uses and words; see codec.py
    uses TEXT NOT NULL,          -- JSON of Uses without places
    places BLOB NOT NULL,        -- Uses.places: how many numbers each term has, then those of all, 4 bytes each
    text BLOB NOT NULL           -- its decoded text, UTF-8, zlib
);

CREATE TABLE folder (
    -- One row for each folder that holds a source file somewhere below.
    path TEXT PRIMARY KEY,       -- as in file.path, empty for the top
    parent TEXT                  -- the folder above, NULL for the top
) WITHOUT ROWID;

CREATE TABLE keyword (
    -- One row for each keyword.
    file INTEGER NOT NULL,       -- file.id of the defining file
    position INTEGER NOT NULL,   -- index among the keywords of the file, in source order
    name TEXT NOT NULL,          -- the name itself
    folded TEXT NOT NULL,        -- the name casefolded, for the order of indexes
    qualname TEXT NOT NULL,      -- dotted path inside the file
    fullname TEXT NOT NULL,      -- with the module, or `path:qualname`
    anchor TEXT NOT NULL,        -- HTML id on the page of the file; see anchors.py
    kind TEXT NOT NULL,          -- Kind
    visibility TEXT NOT NULL,    -- Visibility
    line INTEGER NOT NULL,       -- of the name, from 1
    end_line INTEGER NOT NULL,   -- last line of the definition
    data TEXT NOT NULL,          -- JSON of Keyword
    PRIMARY KEY (file, position)
) WITHOUT ROWID;

CREATE TABLE import (
    -- One row for each name that an import statement binds.
    file INTEGER NOT NULL,       -- file.id of the importing file
    position INTEGER NOT NULL,   -- index among the imports of the file
    data TEXT NOT NULL,          -- JSON of Import
    line INTEGER NOT NULL,       -- of the imported name, from 1
    module TEXT NOT NULL,        -- as Import.module
    name TEXT,                   -- as Import.name
    kind TEXT NOT NULL,          -- TargetKind
    fullname TEXT,               -- where it ends, NULL where that is unknown
    target_file INTEGER,         -- file.id of the definition it ends at
    target_qualname TEXT,        -- qualname of the definition
    confidence TEXT,             -- Confidence
    hops TEXT NOT NULL,          -- JSON list of the modules passed
    PRIMARY KEY (file, position)
) WITHOUT ROWID;

CREATE TABLE base (
    -- One row for each base of each class.
    file INTEGER NOT NULL,       -- file.id of the file of the class
    position INTEGER NOT NULL,   -- index among the bases of the file
    qualname TEXT NOT NULL,      -- of the class
    written TEXT NOT NULL,       -- the base as written
    fullname TEXT,               -- of the class that the base is
    target_file INTEGER,         -- file.id of that class
    target_qualname TEXT,        -- qualname of that class
    PRIMARY KEY (file, position)
) WITHOUT ROWID;

CREATE TABLE reference (
    -- One row for each definition that a file uses in one way.
    file INTEGER NOT NULL,       -- file.id of the using file
    position INTEGER NOT NULL,   -- index among the references of the file
    fullname TEXT NOT NULL,      -- where it leads
    target_file INTEGER,         -- file.id of the definition
    target_qualname TEXT,        -- qualname of the definition
    confidence TEXT NOT NULL,    -- Confidence
    kind TEXT NOT NULL,          -- UseKind
    width INTEGER NOT NULL,      -- length of the name as written, in characters
    uses INTEGER NOT NULL,       -- how many places there are
    places TEXT NOT NULL,        -- JSON list of line and column in turn
    PRIMARY KEY (file, position)
) WITHOUT ROWID;

CREATE TABLE relation (
    -- One row for each related file of a file.
    file INTEGER NOT NULL,       -- file.id
    position INTEGER NOT NULL,   -- rank, from 0
    other TEXT NOT NULL,         -- path of the related file
    score REAL NOT NULL,         -- comparable within one file
    reasons TEXT NOT NULL,       -- JSON of the tuple of Reason
    PRIMARY KEY (file, position)
) WITHOUT ROWID;

CREATE TABLE problem (
    -- What the user should know; all but the problems of the store itself.
    stage TEXT NOT NULL,         -- `discovery` or `analysis`
    file TEXT NOT NULL,          -- path, or what discovery calls the place
    line INTEGER,                -- from 1, NULL for the file as a whole
    kind TEXT NOT NULL,          -- ProblemKind
    message TEXT NOT NULL        -- one sentence
);

CREATE TABLE state (
    -- The last states that the store was in.
    number INTEGER PRIMARY KEY,  -- counts up
    digest TEXT NOT NULL         -- of everything, as in meta
);

CREATE TABLE change (
    -- What changed between these states.
    grain INTEGER PRIMARY KEY,   -- see grains.py
    number INTEGER NOT NULL      -- state.number of the last state that it changed with
);
"""

INDEXES = """
CREATE INDEX IF NOT EXISTS file_folder ON file (folder, path);
CREATE INDEX IF NOT EXISTS file_module ON file (module, path);
CREATE INDEX IF NOT EXISTS folder_parent ON folder (parent, path);
CREATE INDEX IF NOT EXISTS keyword_folded ON keyword (folded, fullname, file, position);
CREATE INDEX IF NOT EXISTS keyword_of_file ON keyword (file, folded, position);
CREATE INDEX IF NOT EXISTS keyword_fullname ON keyword (fullname, file, position);
CREATE INDEX IF NOT EXISTS keyword_qualname ON keyword (file, qualname, position);
CREATE INDEX IF NOT EXISTS import_target ON import (target_file, target_qualname, file, position, line, name);
CREATE INDEX IF NOT EXISTS base_target ON base (target_file, target_qualname, file, qualname);
CREATE INDEX IF NOT EXISTS reference_target
    ON reference (target_file, target_qualname, file, position, uses, confidence, kind, places)
    WHERE target_file IS NOT NULL;
CREATE INDEX IF NOT EXISTS problem_file ON problem (file, line);
"""
"""Made when a new store is full: to sort all rows once is quicker than to find each one its place.

Half of all references lead out of the project, where nobody looks for them. Who uses a file is answered by the
indexes alone: in a large project the rows of its users lie on a page each.
"""

FILE_TABLES = ("keyword", "import", "base", "reference", "relation")
"""The tables whose rows belong to one file by their column ``file``."""
