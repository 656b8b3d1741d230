-- Replaces the references of the documents named. Returns the referential ids that no document has; the caller then rolls back.
CREATE FUNCTION dms.insertreferences(
    parentdocumentids bigint[], parentdocumentpartitionkeys smallint[], referentialids uuid[], referentialpartitionkeys smallint[])
RETURNS TABLE (referentialid uuid)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
    DELETE FROM dms.reference r
    USING (SELECT DISTINCT * FROM unnest(parentdocumentpartitionkeys, parentdocumentids) AS p (partitionkey, id)) parents
    WHERE r.parentdocumentpartitionkey = parents.partitionkey AND r.parentdocumentid = parents.id;

    INSERT INTO dms.reference (
        parentdocumentid, parentdocumentpartitionkey, referenceddocumentid, referenceddocumentpartitionkey, referentialid,
        referentialpartitionkey)
    SELECT asked.parentid, asked.parentpartitionkey, a.documentid, a.documentpartitionkey, asked.referentialid, asked.partitionkey
    FROM unnest(parentdocumentids, parentdocumentpartitionkeys, referentialids, referentialpartitionkeys)
        AS asked (parentid, parentpartitionkey, referentialid, partitionkey)
    LEFT JOIN dms.alias a ON a.referentialpartitionkey = asked.partitionkey AND a.referentialid = asked.referentialid;
EXCEPTION WHEN foreign_key_violation THEN
    RETURN QUERY
    SELECT DISTINCT asked.referentialid
    FROM unnest(referentialids, referentialpartitionkeys) AS asked (referentialid, partitionkey)
    WHERE NOT EXISTS (
        SELECT FROM dms.alias a
        WHERE a.referentialpartitionkey = asked.partitionkey AND a.referentialid = asked.referentialid);
END $$;
