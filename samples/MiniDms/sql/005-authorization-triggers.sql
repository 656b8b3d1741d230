-- Keep the authorization tables, and the arrays on the documents that a person secures, whenever an association is written. An
-- association is among these documents, but when its own trigger runs it is not recorded as one of them yet.
CREATE FUNCTION dms.refreshstudentdocuments(student varchar)
RETURNS void
LANGUAGE sql AS $$
    UPDATE dms.document d
    SET studentschoolauthorizationedorgids = (
            SELECT jsonb_agg(DISTINCT ids.value)
            FROM dms.studentschoolassociationauthorization a
            CROSS JOIN jsonb_array_elements(a.studentschoolauthorizationeducationorganizationids) ids
            WHERE a.studentuniqueid = student),
        studentedorgresponsibilityauthorizationids = (
            SELECT jsonb_agg(DISTINCT ids.value)
            FROM dms.studenteducationorganizationresponsibilityauthorization a
            CROSS JOIN jsonb_array_elements(a.studentedorgresponsibilityauthorizationedorgids) ids
            WHERE a.studentuniqueid = student)
    FROM (
        SELECT studentsecurabledocumentpartitionkey, studentsecurabledocumentid
        FROM dms.studentsecurabledocument WHERE studentuniqueid = student
        UNION
        SELECT studentschoolassociationpartitionkey, studentschoolassociationid
        FROM dms.studentschoolassociationauthorization WHERE studentuniqueid = student
        UNION
        SELECT studentedorgresponsibilityassociationpartitionkey, studentedorgresponsibilityassociationid
        FROM dms.studenteducationorganizationresponsibilityauthorization WHERE studentuniqueid = student) s (partition, id)
    WHERE d.documentpartitionkey = s.partition AND d.id = s.id
$$;

CREATE FUNCTION dms.refreshstaffdocuments(staff varchar)
RETURNS void
LANGUAGE sql AS $$
    UPDATE dms.document d
    SET staffeducationorganizationauthorizationedorgids = (
            SELECT jsonb_agg(DISTINCT ids.value)
            FROM dms.staffeducationorganizationauthorization a
            CROSS JOIN jsonb_array_elements(a.staffeducationorganizationauthorizationedorgids) ids
            WHERE a.staffuniqueid = staff)
    FROM (
        SELECT staffsecurabledocumentpartitionkey, staffsecurabledocumentid
        FROM dms.staffsecurabledocument WHERE staffuniqueid = staff
        UNION
        SELECT staffeducationorganizationpartitionkey, staffeducationorganizationid
        FROM dms.staffeducationorganizationauthorization WHERE staffuniqueid = staff) s (partition, id)
    WHERE d.documentpartitionkey = s.partition AND d.id = s.id
$$;

CREATE FUNCTION dms.refreshcontactdocuments(contact varchar)
RETURNS void
LANGUAGE sql AS $$
    UPDATE dms.document d
    SET contactstudentschoolauthorizationedorgids = (
            SELECT jsonb_agg(DISTINCT ids.value)
            FROM dms.contactstudentschoolauthorization a
            CROSS JOIN jsonb_array_elements(a.contactstudentschoolauthorizationeducationorganizationids) ids
            WHERE a.contactuniqueid = contact)
    FROM (
        SELECT contactsecurabledocumentpartitionkey, contactsecurabledocumentid
        FROM dms.contactsecurabledocument WHERE contactuniqueid = contact
        UNION
        SELECT studentcontactassociationpartitionkey, studentcontactassociationid
        FROM dms.contactstudentschoolauthorization WHERE contactuniqueid = contact) s (partition, id)
    WHERE d.documentpartitionkey = s.partition AND d.id = s.id
$$;

-- What the contacts of a student may be seen by: a row for each enrolment, or one without.
CREATE FUNCTION dms.refreshcontactsofstudent(student varchar)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM dms.contactstudentschoolauthorization WHERE studentuniqueid = student;
    INSERT INTO dms.contactstudentschoolauthorization (
        contactuniqueid, studentuniqueid, contactstudentschoolauthorizationeducationorganizationids, studentcontactassociationid,
        studentcontactassociationpartitionkey, studentschoolassociationid, studentschoolassociationpartitionkey)
    SELECT r.contactuniqueid, r.studentuniqueid, coalesce(a.studentschoolauthorizationeducationorganizationids, '[]'),
        r.studentcontactassociationdocumentid, r.studentcontactassociationdocumentpartitionkey,
        a.studentschoolassociationid, a.studentschoolassociationpartitionkey
    FROM dms.studentcontactrelation r
    LEFT JOIN dms.studentschoolassociationauthorization a ON a.studentuniqueid = r.studentuniqueid
    WHERE r.studentuniqueid = student;
END $$;

CREATE FUNCTION dms.contactstudentschoolauthorizationchanged()
RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM dms.refreshcontactdocuments(CASE TG_OP WHEN 'DELETE' THEN OLD.contactuniqueid ELSE NEW.contactuniqueid END);
    RETURN NULL;
END $$;

CREATE TRIGGER contactstudentschoolauthorizationchanged
AFTER INSERT OR UPDATE OR DELETE ON dms.contactstudentschoolauthorization
FOR EACH ROW EXECUTE FUNCTION dms.contactstudentschoolauthorizationchanged();

CREATE FUNCTION dms.studentschoolassociationchanged()
RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    before varchar := CASE WHEN TG_OP <> 'INSERT' THEN OLD.edfidoc #>> '{studentReference,studentUniqueId}' END;
    after varchar := CASE WHEN TG_OP <> 'DELETE' THEN NEW.edfidoc #>> '{studentReference,studentUniqueId}' END;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM dms.contactstudentschoolauthorization
        WHERE studentschoolassociationpartitionkey = OLD.documentpartitionkey AND studentschoolassociationid = OLD.id;
        DELETE FROM dms.studentschoolassociationauthorization
        WHERE studentschoolassociationpartitionkey = OLD.documentpartitionkey AND studentschoolassociationid = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO dms.studentschoolassociationauthorization (
            studentuniqueid, hierarchyschoolid, studentschoolauthorizationeducationorganizationids, studentschoolassociationid,
            studentschoolassociationpartitionkey)
        SELECT after, school, dms.geteducationorganizationancestors(school), NEW.id, NEW.documentpartitionkey
        FROM (SELECT (NEW.edfidoc #>> '{schoolReference,schoolId}')::bigint) s (school);
        PERFORM dms.refreshcontactsofstudent(after), dms.refreshstudentdocuments(after);
    END IF;
    IF before IS DISTINCT FROM after AND before IS NOT NULL THEN
        PERFORM dms.refreshcontactsofstudent(before), dms.refreshstudentdocuments(before);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION dms.studentresponsibilitychanged()
RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    before varchar := CASE WHEN TG_OP <> 'INSERT' THEN OLD.edfidoc #>> '{studentReference,studentUniqueId}' END;
    after varchar := CASE WHEN TG_OP <> 'DELETE' THEN NEW.edfidoc #>> '{studentReference,studentUniqueId}' END;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM dms.studenteducationorganizationresponsibilityauthorization
        WHERE studentedorgresponsibilityassociationpartitionkey = OLD.documentpartitionkey
          AND studentedorgresponsibilityassociationid = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO dms.studenteducationorganizationresponsibilityauthorization (
            studentuniqueid, hierarchyedorgid, studentedorgresponsibilityauthorizationedorgids, studentedorgresponsibilityassociationid,
            studentedorgresponsibilityassociationpartitionkey)
        SELECT after, organization, dms.geteducationorganizationancestors(organization), NEW.id, NEW.documentpartitionkey
        FROM (SELECT (NEW.edfidoc #>> '{educationOrganizationReference,educationOrganizationId}')::bigint) e (organization);
        PERFORM dms.refreshstudentdocuments(after);
    END IF;
    IF before IS DISTINCT FROM after AND before IS NOT NULL THEN
        PERFORM dms.refreshstudentdocuments(before);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION dms.staffeducationorganizationchanged()
RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    before varchar := CASE WHEN TG_OP <> 'INSERT' THEN OLD.edfidoc #>> '{staffReference,staffUniqueId}' END;
    after varchar := CASE WHEN TG_OP <> 'DELETE' THEN NEW.edfidoc #>> '{staffReference,staffUniqueId}' END;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM dms.staffeducationorganizationauthorization
        WHERE staffeducationorganizationpartitionkey = OLD.documentpartitionkey AND staffeducationorganizationid = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO dms.staffeducationorganizationauthorization (
            staffuniqueid, hierarchyedorgid, staffeducationorganizationauthorizationedorgids, staffeducationorganizationid,
            staffeducationorganizationpartitionkey)
        SELECT after, organization, dms.geteducationorganizationancestors(organization), NEW.id, NEW.documentpartitionkey
        FROM (SELECT (NEW.edfidoc #>> '{educationOrganizationReference,educationOrganizationId}')::bigint) e (organization);
        PERFORM dms.refreshstaffdocuments(after);
    END IF;
    IF before IS DISTINCT FROM after AND before IS NOT NULL THEN
        PERFORM dms.refreshstaffdocuments(before);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION dms.studentcontactassociationchanged()
RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    student varchar;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        student := OLD.edfidoc #>> '{studentReference,studentUniqueId}';
        DELETE FROM dms.contactstudentschoolauthorization
        WHERE studentcontactassociationpartitionkey = OLD.documentpartitionkey AND studentcontactassociationid = OLD.id;
        DELETE FROM dms.studentcontactrelation
        WHERE studentcontactassociationdocumentpartitionkey = OLD.documentpartitionkey
          AND studentcontactassociationdocumentid = OLD.id;
        PERFORM dms.refreshcontactsofstudent(student);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        student := NEW.edfidoc #>> '{studentReference,studentUniqueId}';
        INSERT INTO dms.studentcontactrelation (
            studentuniqueid, contactuniqueid, studentcontactassociationdocumentid, studentcontactassociationdocumentpartitionkey)
        VALUES (student, NEW.edfidoc #>> '{contactReference,contactUniqueId}', NEW.id, NEW.documentpartitionkey);
        PERFORM dms.refreshcontactsofstudent(student);
    END IF;
    RETURN NULL;
END $$;

DO $$
DECLARE
    association record;
BEGIN
    FOR association IN
        SELECT * FROM (VALUES
            ('studentschoolassociationchanged', 'StudentSchoolAssociation'),
            ('studentresponsibilitychanged', 'StudentEducationOrganizationResponsibilityAssociation'),
            ('staffeducationorganizationchanged', 'StaffEducationOrganizationAssignmentAssociation'),
            ('staffeducationorganizationchanged', 'StaffEducationOrganizationEmploymentAssociation'),
            ('studentcontactassociationchanged', 'StudentContactAssociation')) a (function, resource)
    LOOP
        EXECUTE format(
            'CREATE TRIGGER %I AFTER INSERT OR UPDATE OF edfidoc ON dms.document FOR EACH ROW '
            'WHEN (NEW.projectname = ''Ed-Fi'' AND NEW.resourcename = %L) EXECUTE FUNCTION dms.%I()',
            'write' || lower(association.resource), association.resource, association.function);
        EXECUTE format(
            'CREATE TRIGGER %I AFTER DELETE ON dms.document FOR EACH ROW '
            'WHEN (OLD.projectname = ''Ed-Fi'' AND OLD.resourcename = %L) EXECUTE FUNCTION dms.%I()',
            'delete' || lower(association.resource), association.resource, association.function);
    END LOOP;
END $$;
