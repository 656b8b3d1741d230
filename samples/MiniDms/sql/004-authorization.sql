-- Which documents a person secures, and which education organizations may see a person.
CREATE TABLE dms.studentsecurabledocument (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    studentuniqueid varchar(32) NOT NULL,
    studentsecurabledocumentid bigint NOT NULL,
    studentsecurabledocumentpartitionkey smallint NOT NULL,
    FOREIGN KEY (studentsecurabledocumentpartitionkey, studentsecurabledocumentid)
        REFERENCES dms.document (documentpartitionkey, id) ON DELETE CASCADE
);

CREATE TABLE dms.contactsecurabledocument (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contactuniqueid varchar(32) NOT NULL,
    contactsecurabledocumentid bigint NOT NULL,
    contactsecurabledocumentpartitionkey smallint NOT NULL,
    FOREIGN KEY (contactsecurabledocumentpartitionkey, contactsecurabledocumentid)
        REFERENCES dms.document (documentpartitionkey, id) ON DELETE CASCADE
);

CREATE TABLE dms.staffsecurabledocument (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    staffuniqueid varchar(32) NOT NULL,
    staffsecurabledocumentid bigint NOT NULL,
    staffsecurabledocumentpartitionkey smallint NOT NULL,
    FOREIGN KEY (staffsecurabledocumentpartitionkey, staffsecurabledocumentid)
        REFERENCES dms.document (documentpartitionkey, id) ON DELETE CASCADE
);

CREATE TABLE dms.studentschoolassociationauthorization (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    studentuniqueid varchar(32) NOT NULL,
    hierarchyschoolid bigint NOT NULL,
    studentschoolauthorizationeducationorganizationids jsonb NOT NULL,
    studentschoolassociationid bigint NOT NULL,
    studentschoolassociationpartitionkey smallint NOT NULL,
    FOREIGN KEY (studentschoolassociationpartitionkey, studentschoolassociationid)
        REFERENCES dms.document (documentpartitionkey, id) ON DELETE CASCADE
);

CREATE TABLE dms.studenteducationorganizationresponsibilityauthorization (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    studentuniqueid varchar(32) NOT NULL,
    hierarchyedorgid bigint NOT NULL,
    studentedorgresponsibilityauthorizationedorgids jsonb NOT NULL,
    studentedorgresponsibilityassociationid bigint NOT NULL,
    studentedorgresponsibilityassociationpartitionkey smallint NOT NULL,
    FOREIGN KEY (studentedorgresponsibilityassociationpartitionkey, studentedorgresponsibilityassociationid)
        REFERENCES dms.document (documentpartitionkey, id) ON DELETE CASCADE
);

CREATE TABLE dms.staffeducationorganizationauthorization (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    staffuniqueid varchar(32) NOT NULL,
    hierarchyedorgid bigint NOT NULL,
    staffeducationorganizationauthorizationedorgids jsonb NOT NULL,
    staffeducationorganizationid bigint NOT NULL,
    staffeducationorganizationpartitionkey smallint NOT NULL,
    FOREIGN KEY (staffeducationorganizationpartitionkey, staffeducationorganizationid)
        REFERENCES dms.document (documentpartitionkey, id) ON DELETE CASCADE
);

CREATE TABLE dms.studentcontactrelation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    studentuniqueid varchar(32) NOT NULL,
    contactuniqueid varchar(32) NOT NULL,
    studentcontactassociationdocumentid bigint NOT NULL,
    studentcontactassociationdocumentpartitionkey smallint NOT NULL,
    FOREIGN KEY (studentcontactassociationdocumentpartitionkey, studentcontactassociationdocumentid)
        REFERENCES dms.document (documentpartitionkey, id) ON DELETE CASCADE
);

CREATE TABLE dms.contactstudentschoolauthorization (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contactuniqueid varchar(32) NOT NULL,
    studentuniqueid varchar(32) NOT NULL,
    contactstudentschoolauthorizationeducationorganizationids jsonb NOT NULL,
    studentcontactassociationid bigint NOT NULL,
    studentcontactassociationpartitionkey smallint NOT NULL,
    studentschoolassociationid bigint,
    studentschoolassociationpartitionkey smallint,
    FOREIGN KEY (studentcontactassociationpartitionkey, studentcontactassociationid)
        REFERENCES dms.document (documentpartitionkey, id) ON DELETE CASCADE,
    FOREIGN KEY (studentschoolassociationpartitionkey, studentschoolassociationid)
        REFERENCES dms.document (documentpartitionkey, id) ON DELETE CASCADE
);

CREATE INDEX ON dms.studentsecurabledocument (studentuniqueid);
CREATE INDEX ON dms.studentsecurabledocument (studentsecurabledocumentpartitionkey, studentsecurabledocumentid);
CREATE INDEX ON dms.contactsecurabledocument (contactuniqueid);
CREATE INDEX ON dms.contactsecurabledocument (contactsecurabledocumentpartitionkey, contactsecurabledocumentid);
CREATE INDEX ON dms.staffsecurabledocument (staffuniqueid);
CREATE INDEX ON dms.staffsecurabledocument (staffsecurabledocumentpartitionkey, staffsecurabledocumentid);
CREATE INDEX ON dms.studentschoolassociationauthorization (studentuniqueid);
CREATE INDEX ON dms.studentschoolassociationauthorization (studentschoolassociationpartitionkey, studentschoolassociationid);
CREATE INDEX ON dms.studenteducationorganizationresponsibilityauthorization (studentuniqueid);
CREATE INDEX ON dms.studenteducationorganizationresponsibilityauthorization
    (studentedorgresponsibilityassociationpartitionkey, studentedorgresponsibilityassociationid);
CREATE INDEX ON dms.staffeducationorganizationauthorization (staffuniqueid);
CREATE INDEX ON dms.staffeducationorganizationauthorization (staffeducationorganizationpartitionkey, staffeducationorganizationid);
CREATE INDEX ON dms.studentcontactrelation (studentuniqueid);
CREATE INDEX ON dms.studentcontactrelation (contactuniqueid);
CREATE INDEX ON dms.studentcontactrelation
    (studentcontactassociationdocumentpartitionkey, studentcontactassociationdocumentid);
CREATE INDEX ON dms.contactstudentschoolauthorization (contactuniqueid);
CREATE INDEX ON dms.contactstudentschoolauthorization (studentuniqueid);
CREATE INDEX ON dms.contactstudentschoolauthorization (studentcontactassociationpartitionkey, studentcontactassociationid);
CREATE INDEX ON dms.contactstudentschoolauthorization (studentschoolassociationpartitionkey, studentschoolassociationid);
