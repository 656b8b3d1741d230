CREATE TABLE schemaclaims.audit (
  act uuid NOT NULL,
  has_ended boolean NOT NULL,
  at timestamptz NOT NULL,
  -- As text, so that what a person reads is what was written.
  entry json NOT NULL,
  PRIMARY KEY (act, has_ended)
);
CREATE INDEX audit_at ON schemaclaims.audit (at);
COMMENT ON TABLE schemaclaims.audit IS 'Who administered what: for every act that it began, and how it ended. Only ever inserted into.';
