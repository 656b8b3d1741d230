-- Which education organization is above which: parentid is the id of the parent's row. The look-up holds, for each organization, the
-- ids at and below it.
CREATE TABLE dms.educationorganizationhierarchy (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    projectname varchar(256) NOT NULL,
    resourcename varchar(256) NOT NULL,
    educationorganizationid bigint NOT NULL,
    parentid bigint REFERENCES dms.educationorganizationhierarchy (id),
    documentid bigint NOT NULL,
    documentpartitionkey smallint NOT NULL,
    CONSTRAINT ux_educationorganizationhierarchy UNIQUE (projectname, resourcename, educationorganizationid),
    CONSTRAINT fk_educationorganizationhierarchy_document FOREIGN KEY (documentpartitionkey, documentid)
        REFERENCES dms.document (documentpartitionkey, id) ON DELETE CASCADE
);

CREATE INDEX ix_educationorganizationhierarchy_educationorganizationid
    ON dms.educationorganizationhierarchy (educationorganizationid);
CREATE INDEX ix_educationorganizationhierarchy_parentid ON dms.educationorganizationhierarchy (parentid);
CREATE INDEX ix_educationorganizationhierarchy_document
    ON dms.educationorganizationhierarchy (documentpartitionkey, documentid);

CREATE TABLE dms.educationorganizationhierarchytermslookup (
    primarykey bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id bigint NOT NULL UNIQUE,
    hierarchy jsonb NOT NULL
);

-- An organization and all above it, as the authorization tables keep them: strings.
CREATE FUNCTION dms.geteducationorganizationancestors(parentid bigint)
RETURNS jsonb
LANGUAGE sql STABLE AS $$
    WITH RECURSIVE above (id, educationorganizationid, parentid) AS (
        SELECT h.id, h.educationorganizationid, h.parentid
        FROM dms.educationorganizationhierarchy h
        WHERE h.educationorganizationid = $1
        UNION
        SELECT h.id, h.educationorganizationid, h.parentid
        FROM above
        JOIN dms.educationorganizationhierarchy h ON h.id = above.parentid
    )
    SELECT coalesce(jsonb_agg(DISTINCT above.educationorganizationid::text), '[]') FROM above
$$;

CREATE FUNCTION dms.refreshhierarchylookup(organization bigint, parent bigint)
RETURNS void
LANGUAGE sql AS $$
    WITH RECURSIVE affected (id, educationorganizationid, parentid) AS (
        SELECT h.id, h.educationorganizationid, h.parentid
        FROM dms.educationorganizationhierarchy h
        WHERE h.educationorganizationid = organization OR h.id = parent
        UNION
        SELECT h.id, h.educationorganizationid, h.parentid
        FROM affected
        JOIN dms.educationorganizationhierarchy h ON h.id = affected.parentid
    ), below (root, id, educationorganizationid) AS (
        SELECT affected.educationorganizationid, affected.id, affected.educationorganizationid FROM affected
        UNION
        SELECT below.root, h.id, h.educationorganizationid
        FROM below
        JOIN dms.educationorganizationhierarchy h ON h.parentid = below.id
    )
    INSERT INTO dms.educationorganizationhierarchytermslookup AS lookup (id, hierarchy)
    SELECT root, jsonb_agg(DISTINCT educationorganizationid::text) FROM below GROUP BY root
    ON CONFLICT (id) DO UPDATE SET hierarchy = excluded.hierarchy
$$;

CREATE FUNCTION dms.educationorganizationhierarchychanged()
RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM dms.educationorganizationhierarchytermslookup WHERE id = OLD.educationorganizationid;
        PERFORM dms.refreshhierarchylookup(OLD.educationorganizationid, OLD.parentid);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM dms.refreshhierarchylookup(NEW.educationorganizationid, NEW.parentid);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER educationorganizationhierarchychanged
AFTER INSERT OR UPDATE OR DELETE ON dms.educationorganizationhierarchy
FOR EACH ROW EXECUTE FUNCTION dms.educationorganizationhierarchychanged();
