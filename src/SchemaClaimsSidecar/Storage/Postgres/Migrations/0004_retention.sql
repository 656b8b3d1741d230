CREATE TABLE schemaclaims.forgotten (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  through bigint NOT NULL,
  except_for bigint[] NOT NULL
);
COMMENT ON TABLE schemaclaims.forgotten IS
  'At most one row: the snapshots of the releases through this generation are not kept any more, except for some.';

CREATE TABLE schemaclaims.release_in_use (
  pod text PRIMARY KEY,
  generations bigint[] NOT NULL,
  noted_at timestamptz NOT NULL
);
COMMENT ON TABLE schemaclaims.release_in_use IS 'What the subscribers of each sidecar run: not forgotten.';
