-- Let notes have tags
--
-- revision: 26f0fc384c93
-- revises: d0e373d21bf8
-- created: 2026-11-21T10:00:00Z

-- schemac: upgrade
CREATE TABLE tags (
	id INTEGER PRIMARY KEY,
	name VARCHAR(40) NOT NULL UNIQUE
);
CREATE TABLE note_tags (
	note_id INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
	tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
	PRIMARY KEY (note_id, tag_id)
);

-- schemac: downgrade
DROP TABLE note_tags;
DROP TABLE tags;
