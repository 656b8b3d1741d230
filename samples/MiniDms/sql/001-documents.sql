-- The documents of all resources, the names they are found by, and who refers to whom. Each table is spread by the last byte of a
-- UUID, modulo 16, so that every look-up by UUID reads one partition.
CREATE SCHEMA dms;

CREATE TABLE dms.document (
    id bigint GENERATED ALWAYS AS IDENTITY,
    documentpartitionkey smallint NOT NULL,
    documentuuid uuid NOT NULL,
    resourcename varchar(256) NOT NULL,
    resourceversion varchar(64) NOT NULL,
    isdescriptor boolean NOT NULL,
    projectname varchar(256) NOT NULL,
    edfidoc jsonb NOT NULL,
    securityelements jsonb NOT NULL,
    studentschoolauthorizationedorgids jsonb,
    studentedorgresponsibilityauthorizationids jsonb,
    contactstudentschoolauthorizationedorgids jsonb,
    staffeducationorganizationauthorizationedorgids jsonb,
    createdat timestamp NOT NULL DEFAULT now(),
    lastmodifiedat timestamp NOT NULL DEFAULT now(),
    lastmodifiedtraceid varchar(128) NOT NULL,
    CONSTRAINT pk_document PRIMARY KEY (documentpartitionkey, id),
    CONSTRAINT ux_document_documentuuid UNIQUE (documentpartitionkey, documentuuid)
) PARTITION BY HASH (documentpartitionkey);

-- A document is found by a referential id: a hash of its identity, and one of its identity as a document of the superclass.
CREATE TABLE dms.alias (
    id bigint GENERATED ALWAYS AS IDENTITY,
    referentialpartitionkey smallint NOT NULL,
    referentialid uuid NOT NULL,
    documentid bigint NOT NULL,
    documentpartitionkey smallint NOT NULL,
    CONSTRAINT pk_alias PRIMARY KEY (referentialpartitionkey, id),
    CONSTRAINT ux_alias_referentialid UNIQUE (referentialpartitionkey, referentialid),
    CONSTRAINT fk_alias_document FOREIGN KEY (documentpartitionkey, documentid)
        REFERENCES dms.document (documentpartitionkey, id) ON DELETE CASCADE
) PARTITION BY HASH (referentialpartitionkey);

CREATE TABLE dms.reference (
    id bigint GENERATED ALWAYS AS IDENTITY,
    parentdocumentid bigint NOT NULL,
    parentdocumentpartitionkey smallint NOT NULL,
    referenceddocumentid bigint,
    referenceddocumentpartitionkey smallint,
    referentialid uuid NOT NULL,
    referentialpartitionkey smallint NOT NULL,
    CONSTRAINT pk_reference PRIMARY KEY (parentdocumentpartitionkey, id),
    CONSTRAINT fk_reference_parentdocument FOREIGN KEY (parentdocumentpartitionkey, parentdocumentid)
        REFERENCES dms.document (documentpartitionkey, id) ON DELETE CASCADE,
    CONSTRAINT fk_reference_referenceddocument FOREIGN KEY (referenceddocumentpartitionkey, referenceddocumentid)
        REFERENCES dms.document (documentpartitionkey, id) ON DELETE RESTRICT,
    CONSTRAINT fk_reference_referencedalias FOREIGN KEY (referentialpartitionkey, referentialid)
        REFERENCES dms.alias (referentialpartitionkey, referentialid) ON DELETE RESTRICT ON UPDATE CASCADE
) PARTITION BY HASH (parentdocumentpartitionkey);

DO $$
BEGIN
    FOR remainder IN 0..15 LOOP
        EXECUTE format('CREATE TABLE dms.document_%s PARTITION OF dms.document FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
            lpad(remainder::text, 2, '0'), remainder);
        EXECUTE format('ALTER TABLE dms.document_%s REPLICA IDENTITY FULL', lpad(remainder::text, 2, '0'));
        EXECUTE format('CREATE TABLE dms.alias_%s PARTITION OF dms.alias FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
            lpad(remainder::text, 2, '0'), remainder);
        EXECUTE format('CREATE TABLE dms.reference_%s PARTITION OF dms.reference FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
            lpad(remainder::text, 2, '0'), remainder);
    END LOOP;
END $$;

CREATE INDEX ix_document_resourcename_createdat ON dms.document (resourcename, createdat);
CREATE INDEX ix_document_edfidoc ON dms.document USING gin (edfidoc jsonb_path_ops);
CREATE INDEX ix_alias_document ON dms.alias (documentpartitionkey, documentid);
CREATE INDEX ix_reference_parentdocument ON dms.reference (parentdocumentpartitionkey, parentdocumentid);
CREATE INDEX ix_reference_referenceddocument ON dms.reference (referenceddocumentpartitionkey, referenceddocumentid);
CREATE INDEX ix_reference_referentialid ON dms.reference (referentialpartitionkey, referentialid);
