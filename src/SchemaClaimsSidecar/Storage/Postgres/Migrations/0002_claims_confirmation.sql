CREATE TABLE schemaclaims.claims_confirmation (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  confirmed_at timestamptz NOT NULL
);
COMMENT ON TABLE schemaclaims.claims_confirmation IS
  'One row: when the source of the claims last said that they are what the newest release has, by the clock of this server.';
