CREATE TABLE schemaclaims.store (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  epoch text NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE schemaclaims.store IS 'One row: the name of this history of releases. Locked by whoever appends a release.';

CREATE TABLE schemaclaims.blob (
  digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
  content bytea NOT NULL
);
-- Uncompressed, so that neither reading nor hashing a blob has to unpack it first.
ALTER TABLE schemaclaims.blob ALTER COLUMN content SET STORAGE EXTERNAL;
COMMENT ON TABLE schemaclaims.blob IS 'Manifests, parts and input documents, each once, under the SHA-256 of its bytes.';

CREATE TABLE schemaclaims.release (
  generation bigint PRIMARY KEY CHECK (generation > 0),
  snapshot_id bytea NOT NULL CHECK (octet_length(snapshot_id) = 32),
  checksum bytea NOT NULL CHECK (octet_length(checksum) = 32),
  content bytea NOT NULL,
  request_id uuid NOT NULL UNIQUE
);
CREATE INDEX release_snapshot_id ON schemaclaims.release (snapshot_id);
COMMENT ON TABLE schemaclaims.release IS 'The history of releases, exactly as published.';
COMMENT ON COLUMN schemaclaims.release.checksum IS
  'SHA-256 over the checksum of the release before (for the first: the SHA-256 of the epoch) and the content.';
COMMENT ON COLUMN schemaclaims.release.request_id IS
  'Tells a publisher that lost its connection while it committed whether the release is its own.';
