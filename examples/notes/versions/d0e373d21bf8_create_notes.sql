-- Create notes
--
-- revision: d0e373d21bf8
-- created: 2026-11-21T10:00:00Z

-- schemac: upgrade
CREATE TABLE notes (
	id INTEGER PRIMARY KEY,
	title VARCHAR(120) NOT NULL,
	body TEXT,
	created_at INTEGER NOT NULL,
	CONSTRAINT notes_title_not_blank CHECK (length(trim(title)) > 0)
);
CREATE INDEX notes_created_at_idx ON notes (created_at DESC);

-- schemac: downgrade
DROP TABLE notes;
